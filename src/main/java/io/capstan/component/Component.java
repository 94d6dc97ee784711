package io.capstan.component;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A component that can be called.
 *
 * @param type the class that carries the route, by which its connections are found
 * @param bean the bean's client proxy, or the one instance of a dependent bean
 * @param access who may connect
 * @param text whose text messages it takes; empty if nobody's, since it does not handle them
 * @param binary whose binary messages it takes
 */
public record Component(
        Class<?> type, MessageComponent bean, Access access, Optional<Access> text, Optional<Access> binary) {

    /** A component whose class says what it handles by what it overrides, and for whom by its annotations. */
    public static Component of(Class<?> type, MessageComponent bean) {
        return new Component(
                type,
                bean,
                Access.to(type),
                overriding(type, "onMessage", Connection.class, String.class).map(Access::to),
                overriding(type, "onMessage", Connection.class, ByteBuffer.class)
                        .map(Access::to));
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
            if (overriding(type, method.getName(), method.getParameterTypes()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class overrides this method without parameters of {@link MessageComponent}. */
    static boolean overrides(Class<?> type, String name) {
        return overriding(type, name).isPresent();
    }

    /** The method of a class that overrides one of {@link MessageComponent}. */
    private static Optional<Method> overriding(Class<?> type, String name, Class<?>... parameters) {
        try {
            return Optional.of(type.getMethod(name, parameters))
                    .filter(method -> method.getDeclaringClass() != MessageComponent.class);
        } catch (NoSuchMethodException absent) {
            return Optional.empty();
        }
    }
}
