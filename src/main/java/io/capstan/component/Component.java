package io.capstan.component;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import java.nio.ByteBuffer;

/**
 * A component that can be called.
 *
 * @param type the class that carries the route, by which its connections are found
 * @param bean the bean's client proxy, or the one instance of a dependent bean
 * @param takesText whether it handles text messages
 * @param takesBinary whether it handles binary messages
 */
public record Component(Class<?> type, MessageComponent bean, boolean takesText, boolean takesBinary) {

    /** A component whose class says what it handles by what it overrides. */
    public static Component of(Class<?> type, MessageComponent bean) {
        return new Component(
                type,
                bean,
                overrides(type, "onMessage", Connection.class, String.class),
                overrides(type, "onMessage", Connection.class, ByteBuffer.class));
    }

    /** A component of which only the bean is known, or its client proxy. */
    public static Component behind(MessageComponent bean) {
        Class<?> type = bean.getClass();
        while (isProxy(type) && MessageComponent.class.isAssignableFrom(type.getSuperclass())) {
            type = type.getSuperclass();
        }
        return of(type, bean);
    }

    /** Containers make proxies of classes as synthetic subclasses, or give them names that nobody writes. */
    private static boolean isProxy(Class<?> type) {
        return type.isSynthetic()
                || type.getName().contains("$Proxy$")
                || type.getName().contains("$$");
    }

    /** Whether a class overrides anything of {@link MessageComponent}. */
    static boolean handlesAnything(Class<?> type) {
        for (var method : MessageComponent.class.getMethods()) {
            if (overrides(type, method.getName(), method.getParameterTypes())) {
                return true;
            }
        }
        return false;
    }

    private static boolean overrides(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters).getDeclaringClass() != MessageComponent.class;
        } catch (NoSuchMethodException absent) {
            return false;
        }
    }
}
