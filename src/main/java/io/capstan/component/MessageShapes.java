package io.capstan.component;

import io.capstan.Message;
import io.capstan.component.HandlersBuilder.Slot;
import jakarta.websocket.OnMessage;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a component takes and answers that speaks no dialect, for whoever describes it. */
public final class MessageShapes {
    private static final Type TEXT = String.class;
    private static final Type BINARY = ByteBuffer.class;

    private MessageShapes() {}

    /**
     * One kind of message.
     *
     * @param taken what is taken: {@code String}, {@code ByteBuffer}, or what JSON-B makes an object of
     * @param replied what is answered, in the same way; empty if the handler returns nothing, or nobody knows what
     * @param views with which the answer is written
     */
    public record Shape(Type taken, Optional<Type> replied, Set<String> views) {
        /** Whether a type stands for bytes. */
        public static boolean isBinary(Type type) {
            return type == BINARY;
        }
    }

    /** Those of a class. */
    public static List<Shape> of(Class<?> type) {
        HandlersBuilder overridden = new HandlersBuilder(type, fault -> {});
        InterfaceStyle.find(type, overridden);
        Handlers handlers = overridden.build();
        List<Shape> shapes = new ArrayList<>();
        if (handlers.text().isPresent() || handlers.reader().isPresent()) {
            shapes.add(new Shape(TEXT, Optional.empty(), Set.of()));
        }
        if (handlers.binary().isPresent() || handlers.stream().isPresent()) {
            shapes.add(new Shape(BINARY, Optional.empty(), Set.of()));
        }
        for (Method method : BeanMethods.all(type, each -> each.isAnnotationPresent(OnMessage.class))) {
            taken(method)
                    .ifPresent(message -> shapes.add(new Shape(message, replied(method), ViewedReply.views(method))));
        }
        return shapes;
    }

    private static Optional<Type> taken(Method method) {
        for (Parameter parameter : method.getParameters()) {
            Optional<MessageKind> kind =
                    ConnectionArguments.isAnnotated(parameter) ? Optional.empty() : MessageKind.of(parameter.getType());
            if (kind.isPresent()) {
                boolean text = kind.get().slot() == Slot.TEXT || kind.get().slot() == Slot.READER;
                return Optional.of(
                        kind.get() == MessageKind.JSON ? parameter.getParameterizedType() : text ? TEXT : BINARY);
            }
        }
        return Optional.empty();
    }

    private static Optional<Type> replied(Method method) {
        Type type = inside(inside(method.getGenericReturnType(), CompletionStage.class), Optional.class);
        if (type == void.class || type == Void.class) {
            return Optional.empty();
        }
        if (type instanceof Class<?> plain && Message.class.isAssignableFrom(plain)) {
            return Optional.empty();
        }
        return Optional.of(type == byte[].class ? BINARY : type);
    }

    private static Type inside(Type type, Class<?> wrapper) {
        return type instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                        && wrapper.isAssignableFrom(raw)
                        && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : type;
    }
}
