package io.capstan.gate;

import io.capstan.HandshakeInterceptor;
import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Asks the interceptors of the application, one after the other. */
final class InterceptorRule implements Rule {
    private static final System.Logger LOG = System.getLogger(InterceptorRule.class.getName());

    private final List<Interception> interceptions;

    /**
     * An interceptor and its paths.
     *
     * @param paths where it is asked; empty: everywhere
     */
    record Interception(HandshakeInterceptor interceptor, Optional<RouteTable<Class<?>>> paths) {

        boolean concerns(String path) {
            return paths.isEmpty()
                    || RequestPath.segments(path).flatMap(paths.get()::find).isPresent();
        }
    }

    InterceptorRule(List<Interception> interceptions) {
        this.interceptions = interceptions;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        for (Interception interception : interceptions) {
            if (interception.concerns(candidate.request().path())) {
                Attempt attempt = new Attempt(candidate);
                Optional<Refusal> refusal = ask(interception.interceptor(), attempt);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> ask(HandshakeInterceptor interceptor, Attempt attempt) {
        try {
            interceptor.intercept(attempt);
            return attempt.refusal();
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(
                    Level.WARNING,
                    interceptor.getClass().getName() + " failed on a handshake at "
                            + Gate.printable(attempt.handshake().uri().getRawPath()),
                    e);
            return Rule.refuse(500, "The handshake could not be looked at.");
        }
    }
}
