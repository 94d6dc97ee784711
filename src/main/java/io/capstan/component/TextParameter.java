package io.capstan.component;

import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.Connection;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter of a handler that stands for texts of the handshake.
 *
 * @param shape how many
 * @param conversion what becomes of each
 */
record TextParameter(Shape shape, Conversion conversion) {

    /** How many values a parameter takes. */
    enum Shape {
        /** Exactly one. */
        ONE,
        /** {@code Optional}. */
        OPTIONAL,
        /** {@code List}. */
        LIST
    }

    /** The parameter; empty if its type cannot be made out of texts. */
    static Optional<TextParameter> of(Parameter parameter) {
        Shape shape = parameter.getType() == Optional.class
                ? Shape.OPTIONAL
                : parameter.getType() == List.class ? Shape.LIST : Shape.ONE;
        Type type = shape == Shape.ONE ? parameter.getType() : element(parameter.getParameterizedType());
        return type instanceof Class<?> element
                ? Conversion.to(element).map(conversion -> new TextParameter(shape, conversion))
                : Optional.empty();
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
    }

    /**
     * Where its value comes from.
     *
     * @param what it is, for the client: {@code The query parameter 'page'}
     * @param texts finds all there are
     * @param missing the only value, where there is no text
     */
    Argument argument(String what, Function<Connection, List<String>> texts, Function<Connection, Object> missing) {
        return (connection, event) -> {
            List<String> found = texts.apply(connection);
            return switch (shape) {
                case ONE -> found.isEmpty() ? missing.apply(connection) : convert(what, found.get(0));
                case OPTIONAL -> found.stream().findFirst().map(text -> convert(what, text));
                case LIST -> found.stream().map(text -> convert(what, text)).toList();
            };
        };
    }

    private Object convert(String what, String text) {
        try {
            return conversion.convert(text);
        } catch (IllegalArgumentException e) {
            ClientException refusal =
                    new ClientException(CloseCode.POLICY_VIOLATION.code(), what + " has a value that does not fit");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
