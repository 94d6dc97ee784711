package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The interface style: what a class overrides of {@link MessageComponent}. */
final class InterfaceStyle {
    private static final List<Callback<?>> CALLBACKS = List.of(
            new Callback<>(
                    HandlersBuilder.Slot.OPEN,
                    "onOpen",
                    null,
                    (component, connection, opened) -> component.onOpen(connection)),
            new Callback<>(HandlersBuilder.Slot.TEXT, "onMessage", String.class, MessageComponent::onMessage),
            new Callback<>(HandlersBuilder.Slot.BINARY, "onMessage", ByteBuffer.class, MessageComponent::onMessage),
            new Callback<>(HandlersBuilder.Slot.READER, "onMessage", Reader.class, MessageComponent::onMessage),
            new Callback<>(HandlersBuilder.Slot.STREAM, "onMessage", InputStream.class, MessageComponent::onMessage),
            new Callback<>(HandlersBuilder.Slot.CLOSE, "onClose", CloseInfo.class, MessageComponent::onClose),
            new Callback<>(HandlersBuilder.Slot.ERROR, "onError", Throwable.class, MessageComponent::onError));

    private static final List<String> HOOKS = List.of("onFirstOpen", "onLastClose", "onShutdown");

    private InterfaceStyle() {}

    /** A method of the interface. */
    private record Callback<E>(
            HandlersBuilder.Slot slot,
            String name,
            @Nullable Class<E> event,
            Body<E> body) {
        Optional<Method> overriddenBy(Class<?> type) {
            try {
                Method method = event == null
                        ? type.getMethod(name, Connection.class)
                        : type.getMethod(name, Connection.class, event);
                return Optional.of(method).filter(found -> found.getDeclaringClass() != MessageComponent.class);
            } catch (NoSuchMethodException absent) {
                return Optional.empty();
            }
        }

        Handler.Body<E> handler() {
            return (bean, connection, happened) -> {
                body.call((MessageComponent) bean, connection, happened);
                return null;
            };
        }
    }

    /** A call of it. */
    @FunctionalInterface
    private interface Body<E> {
        void call(MessageComponent component, Connection connection, E event) throws Exception;
    }

    /** Adds the handlers of a class. */
    static void find(Class<?> type, HandlersBuilder handlers) {
        if (MessageComponent.class.isAssignableFrom(type)) {
            for (Callback<?> callback : CALLBACKS) {
                callback.overriddenBy(type)
                        .ifPresent(method -> handlers.add(callback.slot(), method, callback.handler()));
            }
        }
    }

    /** Whether a method overrides one of the interface. */
    static boolean has(Method method) {
        return MessageComponent.class.isAssignableFrom(method.getDeclaringClass())
                && CALLBACKS.stream().anyMatch(callback -> callback.overriddenBy(method.getDeclaringClass())
                        .filter(method::equals)
                        .isPresent());
    }

    /** How many of the methods that are about no connection a class overrides. */
    static int hooks(Class<?> type) {
        return (int) HOOKS.stream().filter(hook -> overrides(type, hook)).count();
    }

    /** Whether a class overrides this method without parameters. */
    static boolean overrides(Class<?> type, String name) {
        try {
            return MessageComponent.class.isAssignableFrom(type)
                    && type.getMethod(name).getDeclaringClass() != MessageComponent.class;
        } catch (NoSuchMethodException absent) {
            return false;
        }
    }
}
