package io.capstan.component;

import jakarta.websocket.OnMessage;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The annotated style: the methods of a class with one of the annotations of Jakarta WebSocket. */
final class AnnotatedStyle {
    private final Class<?> type;
    private final Arguments arguments;
    private final BeanMethods methods;
    private final Consumer<String> faults;

    AnnotatedStyle(Class<?> type, Arguments arguments, Consumer<String> faults) {
        this.type = type;
        this.arguments = arguments;
        this.methods = BeanMethods.of(type, faults);
        this.faults = faults;
    }

    /** Whether a class has any such method. */
    static boolean isUsedBy(Class<?> type) {
        return !methods(type).isEmpty();
    }

    /** The largest message that the handlers of a class say they take, in bytes, if one of them says so. */
    static OptionalLong largestMessage(Class<?> type) {
        return methods(type).stream()
                .map(method -> method.getAnnotation(OnMessage.class))
                .filter(Objects::nonNull)
                .mapToLong(OnMessage::maxMessageSize)
                .filter(size -> size > 0)
                .max();
    }

    /** Adds the handlers of the class. */
    void find(HandlersBuilder handlers) {
        for (Method method : methods(type)) {
            if (!InterfaceStyle.has(method) && isFit(method)) {
                add(method, Occasion.of(method).get(0), handlers);
            }
        }
    }

    private void add(Method method, Occasion occasion, HandlersBuilder handlers) {
        whyNot(method.getReturnType(), occasion)
                .ifPresent(why -> faults.accept(Signature.full(method) + ": returns "
                        + method.getReturnType().getSimpleName() + ", " + why + "."));
        ViewedReply.whyNot(method).ifPresent(why -> faults.accept(Signature.full(method) + ": " + why + "."));
        arguments.of(method, occasion).ifPresent(found -> {
            handlers.add(found.slot(), method, ViewedReply.of(method, HandlerMethod.of(method, found.arguments())));
        });
    }

    /** Why nothing of this type can be returned. */
    private static Optional<String> whyNot(Class<?> returned, Occasion occasion) {
        boolean stage = CompletionStage.class.isAssignableFrom(returned);
        if (occasion == Occasion.CLOSE && returned != void.class) {
            return Optional.of("and nobody is there any more to reply to; allowed is void");
        }
        if (occasion == Occasion.ERROR && stage) {
            return Optional.of(
                    "and the connection may be closed when it is complete; allowed is void, or the reply itself");
        }
        return Future.class.isAssignableFrom(returned) && !stage
                ? Optional.of("which does not say when it is done; probably meant: CompletionStage")
                : Optional.empty();
    }

    private boolean isFit(Method method) {
        boolean one = Occasion.of(method).size() == 1;
        if (!one) {
            methods.fault(
                    method,
                    "has several of the annotations @OnOpen, @OnMessage, @OnClose and @OnError; allowed is one");
        }
        return methods.isFit(method) && one;
    }

    private static List<Method> methods(Class<?> type) {
        return BeanMethods.all(type, method -> !Occasion.of(method).isEmpty());
    }
}
