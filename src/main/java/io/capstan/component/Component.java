package io.capstan.component;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A component that can be called.
 *
 * @param type the class that carries the route, by which its connections are found
 * @param bean the bean's client proxy, or the one instance of a dependent bean
 * @param access who may connect
 * @param text whose text messages it takes; empty if nobody's, since it does not handle them
 * @param binary whose binary messages it takes
 * @param streams whose messages it takes while they are still coming
 */
public record Component(
        Class<?> type,
        MessageComponent bean,
        Access access,
        Optional<Access> text,
        Optional<Access> binary,
        Streams streams) {

    /**
     * Messages that are handled as streams.
     *
     * @param text whose text messages; empty if nobody's
     * @param binary whose binary messages
     */
    public record Streams(Optional<Access> text, Optional<Access> binary) {
        /** None. */
        public static final Streams NONE = new Streams(Optional.empty(), Optional.empty());
    }

    /** A component whose class says what it handles by what it overrides, and for whom by its annotations. */
    public static Component of(Class<?> type, MessageComponent bean) {
        return new Component(
                type,
                bean,
                Access.to(type),
                overriding(type, "onMessage", Connection.class, String.class).map(Access::to),
                overriding(type, "onMessage", Connection.class, ByteBuffer.class)
                        .map(Access::to),
                new Streams(
                        overriding(type, "onMessage", Connection.class, Reader.class)
                                .map(Access::to),
                        overriding(type, "onMessage", Connection.class, InputStream.class)
                                .map(Access::to)));
    }

    /** Names each kind of message that a class takes in two ways. */
    static void checkKinds(Class<?> type, String where, Consumer<String> faults) {
        checkKind(type, where, "text", String.class, Reader.class, faults);
        checkKind(type, where, "binary", ByteBuffer.class, InputStream.class, faults);
    }

    private static void checkKind(
            Class<?> type, String where, String kind, Class<?> whole, Class<?> stream, Consumer<String> faults) {
        if (overriding(type, "onMessage", Connection.class, whole).isPresent()
                && overriding(type, "onMessage", Connection.class, stream).isPresent()) {
            faults.accept(where + " and takes " + kind + " messages twice, by onMessage(Connection, "
                    + whole.getSimpleName() + ") and by onMessage(Connection, " + stream.getSimpleName()
                    + "): override one of them.");
        }
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
