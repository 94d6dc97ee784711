package io.capstan;

/**
 * Looks at each handshake before it is let through, and may add to it or refuse it. Beans of this type are asked in the
 * order of their {@code @Priority}, smallest first, when the gate's own rules have nothing against the handshake and
 * before any component knows of it; the first refusal counts. {@link Intercepts} limits one to some paths.
 *
 * <p>What it throws refuses the handshake with 500 and is logged with the path. Called on the thread of the request, for
 * several requests at a time.
 */
@FunctionalInterface
public interface HandshakeInterceptor {

    /** Looks at a handshake. To return without a refusal lets it pass. */
    void intercept(HandshakeAttempt attempt) throws Exception;
}
