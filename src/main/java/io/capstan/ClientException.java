package io.capstan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error whose text is meant for the client. Of every other exception a client learns nothing.
 *
 * <p>Where the component speaks the action dialect, the client is told {@code {"action":"error","data":{"message":...,
 * "code":...}}} with exactly this text, and if the error is fatal {@code fatalError} before the connection is closed. Elsewhere there
 * is nothing to tell it with but a close frame, and the connection is closed in any case.
 *
 * <p>It may be thrown anywhere below a callback. One that comes out of an EJB or a {@code CompletionStage}, which wrap it, counts
 * as well.
 */
public class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The close code. */
    private final int code;

    /** For programs; {@code null} if there is none. */
    private final @Nullable String errorCode;

    private final boolean fatal;

    /** A fatal error that closes with 1008. */
    public ClientException(String message) {
        this(CloseCode.POLICY_VIOLATION.code(), message);
    }

    /**
     * A fatal error that closes with this code.
     *
     * @throws IllegalArgumentException if the code may not be sent, see {@link CloseCode#isSendable}
     */
    public ClientException(int code, String message) {
        this(code, message, null, true);
    }

    /** An error, which closes with 1008 if it is fatal. */
    public ClientException(String message, boolean fatal) {
        this(CloseCode.POLICY_VIOLATION.code(), message, null, fatal);
    }

    /**
     * An error that programs can tell from others; it closes with 1008 if it is fatal.
     *
     * @param errorCode the {@code code} in the message: {@code sold-out}
     */
    public ClientException(String message, String errorCode, boolean fatal) {
        this(CloseCode.POLICY_VIOLATION.code(), message, errorCode, fatal);
    }

    private ClientException(int code, String message, @Nullable String errorCode, boolean fatal) {
        super(message);
        if (!CloseCode.isSendable(code)) {
            throw new IllegalArgumentException(code + " is no close code that may be sent.");
        }
        this.code = code;
        this.errorCode = errorCode;
        this.fatal = fatal;
    }

    /** The close code. */
    public int code() {
        return code;
    }

    /** By what programs tell it from others. */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** Whether the connection has to be closed, where the client can be told otherwise too. */
    public boolean isFatal() {
        return fatal;
    }

    /**
     * Makes a {@link ClientException} of an exception that knows nothing of clients. A bean of this type, which may come from a
     * producer method, holds for all components: {@code @Produces Mapper<NoResultException> notFound() { return e -> new
     * ClientException("There is none", "not-found", false); }}
     *
     * <p>Of several the one counts whose type is the nearest to that of the exception; two of the same type fail the deployment. It
     * may be called by many threads at once. If it throws itself, the exception stays what it was.
     *
     * @param <E> what it makes something of, with all subclasses
     */
    @FunctionalInterface
    public interface Mapper<E extends Throwable> {
        /** What the client is told instead. */
        ClientException map(E error);
    }
}
