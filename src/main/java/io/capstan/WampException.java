package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An error of WAMP: what a procedure throws so that its caller gets it, and what a caller gets when a call failed. Its text
 * and its arguments are meant for the other side.
 */
public class WampException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was asked for has parts that do not fit. */
    public static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";

    private final String uri;
    private final transient List<?> arguments;
    private final transient Map<String, ?> keywordArguments;

    /**
     * An error without more than a text, which is its only argument.
     *
     * @param uri which error it is: {@code shop.error.sold_out}
     * @param text for people, in the language of the other side
     */
    public WampException(String uri, String text) {
        this(uri, List.of(text), Map.of());
    }

    /**
     * An error with arguments.
     *
     * @param uri which error it is
     * @param arguments by position, each as JSON-B or JSON can express it
     * @param keywordArguments by name
     */
    public WampException(String uri, List<?> arguments, Map<String, ?> keywordArguments) {
        super(uri + (arguments.isEmpty() ? "" : ": " + arguments.get(0)), null, false, true);
        this.uri = Objects.requireNonNull(uri, "uri");
        this.arguments = List.copyOf(arguments);
        this.keywordArguments = Map.copyOf(keywordArguments);
    }

    /** Which error it is. */
    public String uri() {
        return uri;
    }

    /** Its arguments by position. */
    public List<?> arguments() {
        return arguments;
    }

    /** Its arguments by name. */
    public Map<String, ?> keywordArguments() {
        return keywordArguments;
    }

    /** Says that the exceptions of a class are this error for who calls a {@link Procedure}, with their text. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface ErrorUri {
        /** Which error it is: {@code shop.error.sold_out}. */
        String value();
    }
}
