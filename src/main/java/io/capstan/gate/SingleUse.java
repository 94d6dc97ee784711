package io.capstan.gate;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Has Grizzly use the objects of a request for one connection only. It puts them back into its pool when the connection is over,
 * whoever may still have to do with them; but it leaves those of a request that was cancelled, which other threads may hold. So
 * an upgraded request is called cancelled when all else is done for it.
 */
final class SingleUse {
    private static final String LISTENER = "org.glassfish.grizzly.http.server.AfterServiceListener";

    private final Method addListener;
    private final Method response;
    private final Field state;
    private final Object cancelled;

    /** One for all requests: it keeps nothing of them. */
    private final Object listener;

    /** @param request the class of Grizzly's requests */
    SingleUse(Class<?> request) throws ReflectiveOperationException {
        Class<?> type = Class.forName(LISTENER, false, request.getClassLoader());
        addListener = request.getMethod("addAfterServiceListener", type);
        response = request.getMethod("getResponse");
        state = response.getReturnType().getDeclaredField("suspendState");
        state.setAccessible(true);
        Field constant = state.getType().getField("CANCELLED");
        constant.setAccessible(true);
        cancelled = constant.get(null);
        listener = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this::called);
    }

    /** Marks a request, while it is being upgraded. */
    void mark(Object request) throws ReflectiveOperationException {
        addListener.invoke(request, listener);
    }

    private @Nullable Object called(Object proxy, Method method, @Nullable Object[] arguments)
            throws IllegalAccessException, InvocationTargetException {
        return switch (method.getName()) {
            case "onAfterService" -> {
                state.set(response.invoke(arguments[0]), cancelled);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> getClass().getName();
        };
    }
}
