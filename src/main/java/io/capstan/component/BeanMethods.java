package io.capstan.component;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the annotated methods of a class, and makes something of them that can be called, or says why that cannot be. */
public final class BeanMethods {
    private final Class<?> type;
    private final ConnectionArguments connection;
    private final Consumer<String> faults;

    /** Where the values come from of those parameters that are about neither a connection nor its handshake. */
    public interface Source {
        /**
         * The value of a parameter; empty if it has none, and then there is a fault.
         *
         * @param faults takes what is wrong with this parameter: a sentence without class and method
         */
        Optional<Argument> argument(Parameter parameter, Consumer<String> faults);

        /** Whether there is a connection when the method is called. */
        default boolean hasConnection() {
            return true;
        }
    }

    BeanMethods(Class<?> type, HandshakeArguments handshake, Consumer<String> faults) {
        this.type = type;
        this.connection = new ConnectionArguments(handshake);
        this.faults = faults;
    }

    /** The methods of a bean that is no component, or need not be one. */
    public static BeanMethods of(Class<?> type, Consumer<String> faults) {
        return new BeanMethods(type, new HandshakeArguments(Optional.empty()), faults);
    }

    /** Whether a class, or a superclass of it, has a method with this annotation. */
    public static boolean exist(Class<?> type, Class<? extends Annotation> annotation) {
        return !all(type, method -> method.isAnnotationPresent(annotation)).isEmpty();
    }

    /** The methods with this annotation that can be called by way of the proxies of a bean; others are faults. */
    public List<Method> with(Class<? extends Annotation> annotation) {
        return all(type, method -> method.isAnnotationPresent(annotation)).stream()
                .filter(this::isFit)
                .toList();
    }

    /** Whether the value of a parameter is known without a {@link Source}: it is about a connection or its handshake. */
    public boolean knows(Parameter parameter) {
        return connection.knows(parameter);
    }

    /** A method, ready to be called; empty if there are faults. */
    public Optional<BeanMethod> resolve(Method method, Source source) {
        Class<?> returned = method.getReturnType();
        if (Future.class.isAssignableFrom(returned) && !CompletionStage.class.isAssignableFrom(returned)) {
            fault(
                    method,
                    "returns " + returned.getSimpleName()
                            + ", which does not say when it is done; probably meant: CompletionStage");
        }
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            argument(parameter, source, faults(method, parameter)).ifPresent(arguments::add);
        }
        return arguments.size() < method.getParameterCount()
                ? Optional.empty()
                : Optional.of(new BeanMethod(method, arguments));
    }

    private Optional<Argument> argument(Parameter parameter, Source source, Consumer<String> fault) {
        if (!connection.knows(parameter)) {
            return source.argument(parameter, fault);
        }
        if (source.hasConnection()) {
            return connection.argument(parameter, fault);
        }
        fault.accept("there is no connection when this method is called.");
        return Optional.empty();
    }

    /**
     * Why a parameter cannot be bound to a JSON value; empty if it can, as far as its look tells.
     *
     * @param also what else than a value may be there, for the message: {@code @PathParam, Connection}
     */
    public static Optional<String> whyNoValue(Class<?> type, Type generic, String also) {
        if (type == boolean.class || type == Boolean.class) {
            return Optional.empty(); // a value, though no message
        }
        Optional<MessageKind> kind = MessageKind.of(type);
        if (kind.isEmpty() || kind.get() != MessageKind.JSON && kind.get() != MessageKind.TEXT) {
            return Optional.of(
                    "nothing of this type can be had here; allowed are values that JSON-B makes, Connection, Caller,"
                            + " Handshake, HttpSession, Optional<HttpSession>, @PathParam, @QueryParam" + also
                            + Allowed.counterpart(type)
                                    .map(meant -> "; probably meant: " + meant)
                                    .orElse("") + ".");
        }
        return kind.get() == MessageKind.TEXT ? Optional.empty() : JsonMessages.whyNot(generic);
    }

    /** Names what is wrong with a method: a part of a sentence, without its full stop. */
    public void fault(Method method, String what) {
        faults.accept(Signature.full(method) + ": " + what + ".");
    }

    private Consumer<String> faults(Method method, Parameter parameter) {
        return what -> faults.accept(where(method, parameter) + what);
    }

    /** The beginning of a sentence about a parameter. */
    static String where(Method method, Parameter parameter) {
        return Signature.full(method) + ": " + Signature.of(parameter) + ": ";
    }

    /** Whether a method can be called, by way of the proxies that containers make of a class. */
    boolean isFit(Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            fault(
                    method,
                    "is " + (Modifier.isPrivate(modifiers) ? "private" : "static")
                            + ", so that it cannot be called as a method of a bean; allowed is any other method");
            return false;
        }
        if (isOutOfReach(method)) {
            fault(
                    method,
                    "can only be seen in its own package, and the bean " + type.getName()
                            + " is in another; make it protected or public");
            return false;
        }
        return true;
    }

    /** A proxy in the package of the bean does not override such a method. */
    private boolean isOutOfReach(Method method) {
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0
                && !method.getDeclaringClass().getPackageName().equals(type.getPackageName());
    }

    /** These methods of a class and its superclasses, without those that are overridden. */
    static List<Method> all(Class<?> type, Predicate<Method> wanted) {
        List<Method> found = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (@Nullable Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Method[] declared = each.getDeclaredMethods();
            Arrays.sort(declared, Comparator.comparing(Signature::of)); // the JVM has no order of its own
            for (Method method : declared) {
                boolean own = Modifier.isPrivate(method.getModifiers());
                boolean first = own || seen.add(List.of(method.getName(), List.of(method.getParameterTypes())));
                if (first && !method.isSynthetic() && wanted.test(method)) {
                    found.add(method);
                }
            }
        }
        return found;
    }
}
