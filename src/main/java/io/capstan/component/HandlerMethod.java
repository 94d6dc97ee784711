package io.capstan.component;

import io.capstan.Connection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a bean as the code of a handler. It is called on the bean's client proxy, which overrides it, so that
 * interceptors run, whatever its visibility.
 *
 * @param method takes the bean and an array with the values of all parameters
 */
record HandlerMethod(MethodHandle method, List<Argument> arguments) implements Handler.Body<Object> {
    private static final MethodType ANY = MethodType.methodType(Object.class, Object.class, Object[].class);

    /** Resolves a method, once, at deployment. */
    static HandlerMethod of(Method method, List<Argument> arguments) {
        try {
            MethodHandle handle = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
                    .unreflect(method);
            return new HandlerMethod(
                    handle.asSpreader(Object[].class, arguments.size()).asType(ANY), arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(Signature.full(method) + " is in a module that is not open.", e);
        }
    }

    @Override
    public @Nullable Object call(Object bean, Connection connection, Object event) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).of(connection, event);
        }
        try {
            return (@Nullable Object) method.invokeExact(bean, values);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable neither) {
            throw new UndeclaredThrowableException(neither);
        }
    }
}
