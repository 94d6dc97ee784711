package io.capstan.wamp.bean;

import io.capstan.OnAction;
import io.capstan.WampException;
import io.capstan.component.Argument;
import io.capstan.component.BeanMethods;
import io.capstan.wamp.message.Arguments;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the parameters of one method come from: the arguments of a call or an event, by position or by name, and what tells
 * about it.
 */
final class MethodArguments implements BeanMethods.Source {
    private final Marshaller marshaller;
    private final Map<Class<?>, Function<Incoming, Object>> special;
    private final String also;
    private final List<String> names = new ArrayList<>();
    private int position;

    /** What came. */
    interface Incoming {
        Arguments arguments();
    }

    /**
     * For one method.
     *
     * @param special what parameters of other types get
     * @param also the names of these types, for messages
     */
    MethodArguments(Marshaller marshaller, Map<Class<?>, Function<Incoming, Object>> special, String also) {
        this.marshaller = marshaller;
        this.special = special;
        this.also = also;
    }

    /** As what callers know the parameters, by their positions. */
    List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public boolean hasConnection() {
        return false;
    }

    @Override
    public Optional<Argument> argument(Parameter parameter, Consumer<String> faults) {
        names.add(name(parameter));
        Function<Incoming, Object> own = special.get(parameter.getType());
        if (own != null) {
            return Optional.of((connection, event) -> own.apply((Incoming) event));
        }
        boolean optional = parameter.getType() == Optional.class;
        Type type = optional ? element(parameter.getParameterizedType()) : parameter.getParameterizedType();
        Optional<String> whyNot = BeanMethods.whyNoValue(raw(type), type, also);
        if (whyNot.isPresent() && type != Object.class && type != byte[].class) {
            faults.accept(whyNot.get());
            return Optional.empty();
        }
        int at = position++;
        String name = name(parameter);
        return Optional.of((connection, event) -> value(((Incoming) event).arguments(), at, name, type, optional));
    }

    private static String name(Parameter parameter) {
        OnAction.Param named = parameter.getAnnotation(OnAction.Param.class);
        return named != null && !named.value().isEmpty() ? named.value() : parameter.getName();
    }

    private @Nullable Object value(Arguments arguments, int at, String name, Type type, boolean optional) {
        List<@Nullable Object> positional = arguments.positional();
        Object argument =
                at < positional.size() ? positional.get(at) : arguments.named().get(name);
        if (argument == null && optional) {
            return Optional.empty();
        }
        if (argument == null && at >= positional.size()) {
            throw new WampException(
                    WampException.INVALID_ARGUMENT, "The argument " + at + ", '" + name + "', is missing.");
        }
        Object value;
        try {
            value = marshaller.value(argument, type);
        } catch (RuntimeException e) {
            throw unfit(at, name);
        }
        if (value == null && type instanceof Class<?> plain && plain.isPrimitive()) {
            throw unfit(at, name);
        }
        return optional ? Optional.ofNullable(value) : value;
    }

    private static WampException unfit(int at, String name) {
        return new WampException(
                WampException.INVALID_ARGUMENT,
                "The argument " + at + ", '" + name + "', is not what is expected here.");
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> plain
                ? plain
                : Object.class;
    }
}
