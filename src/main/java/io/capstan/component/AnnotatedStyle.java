package io.capstan.component;

import jakarta.websocket.OnMessage;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The annotated style: the methods of a class with one of the annotations of Jakarta WebSocket. */
final class AnnotatedStyle {
    private final Class<?> type;
    private final Arguments arguments;
    private final Consumer<String> faults;

    AnnotatedStyle(Class<?> type, Arguments arguments, Consumer<String> faults) {
        this.type = type;
        this.arguments = arguments;
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
        arguments.of(method, occasion).ifPresent(found -> {
            handlers.add(found.slot(), method, HandlerMethod.of(method, found.arguments()));
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

    /** Whether a method can be called, by way of the proxies that containers make of a class. */
    private boolean isFit(Method method) {
        List<String> wrong = new ArrayList<>();
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            wrong.add("is " + (Modifier.isPrivate(modifiers) ? "private" : "static")
                    + ", so that it cannot be called as a method of a bean; allowed is any other method");
        } else if (isOutOfReach(method)) {
            wrong.add("can only be seen in its own package, and the bean " + type.getName()
                    + " is in another; make it protected or public");
        }
        if (Occasion.of(method).size() > 1) {
            wrong.add("has several of the annotations @OnOpen, @OnMessage, @OnClose and @OnError; allowed is one");
        }
        wrong.forEach(what -> faults.accept(Signature.full(method) + ": " + what + "."));
        return wrong.isEmpty();
    }

    /** A proxy in the package of the bean does not override such a method. */
    private boolean isOutOfReach(Method method) {
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0
                && !method.getDeclaringClass().getPackageName().equals(type.getPackageName());
    }

    /** The annotated methods of a class and its superclasses, without those that are overridden. */
    private static List<Method> methods(Class<?> type) {
        List<Method> found = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (@Nullable Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Method[] declared = each.getDeclaredMethods();
            Arrays.sort(declared, Comparator.comparing(Signature::of)); // the JVM has no order of its own
            for (Method method : declared) {
                boolean own = Modifier.isPrivate(method.getModifiers());
                boolean first = own || seen.add(List.of(method.getName(), List.of(method.getParameterTypes())));
                if (first && !method.isSynthetic() && !Occasion.of(method).isEmpty()) {
                    found.add(method);
                }
            }
        }
        return found;
    }
}
