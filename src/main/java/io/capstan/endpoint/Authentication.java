package io.capstan.endpoint;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.component.Access;
import io.capstan.component.Component;
import io.capstan.gate.AuthenticationOptions;
import io.capstan.gate.AuthenticationOptions.OnFailure;
import io.capstan.gate.Passage;
import io.capstan.wire.WireConnection;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * What is asked of callers after their handshakes: to authenticate by the first message, to bring a new token before the
 * old one expires, to be still there at each message. The same for all connections by the routes of a class; of each
 * connection it is used by one engine thread at a time.
 */
final class Authentication {
    private static final System.Logger LOG = System.getLogger(Authentication.class.getName());
    /** All that a client learns: which token would have been right is none of its business. */
    private static final String INVALID = "Invalid request";

    private final Runtime runtime;
    private final Component component;
    private final Access route;
    private final AuthenticationOptions options;

    /** Whose connection it is about. */
    interface Guest {
        /** The connection. */
        WireConnection connection();

        /** The caller is known, and may be here. */
        void admitted();
    }

    /** @param route who may be here by the class that carries the route, beside what the component itself says */
    Authentication(Runtime runtime, Component component, Access route, AuthenticationOptions options) {
        this.runtime = runtime;
        this.component = component;
        this.route = route;
        this.options = options;
    }

    /** The connection was opened. */
    void begin(Guest guest, Passage passage) {
        WireConnection connection = guest.connection();
        if (passage.failure().isPresent()) {
            runtime.connections().addWaiting(connection);
            fail(connection, passage.failure().get(), "Not let in");
        } else if (passage.authenticatesLater()) {
            runtime.connections().addWaiting(connection);
            connection.awaitCaller(options.deadline());
        } else if (mayBeHere(connection.caller())) {
            guest.admitted();
        } else {
            runtime.connections().addWaiting(connection);
            fail(connection, CloseCode.FORBIDDEN, "Not allowed");
        }
    }

    /** Whether the application may be asked about the caller while messages come. */
    boolean mayBlock(WireConnection connection) {
        return options.recheck() || readsText(connection);
    }

    /** Whether text messages may bring tokens, so that they are to be looked at as a whole. */
    boolean readsText(WireConnection connection) {
        return options.inBand() || options.firstMessage() || connection.awaitsCaller();
    }

    /** Whether a text message is for the component. */
    boolean passes(Guest guest, String text) {
        WireConnection connection = guest.connection();
        if (connection.isOverdue()) {
            return false;
        }
        if (connection.awaitsCaller()) {
            if (!connection.isClosing()) { // there is one first message only
                first(guest, text);
            }
            return false;
        }
        if (options.inBand() || options.firstMessage()) {
            Optional<AuthMessage> message = AuthMessage.parse(text)
                    .filter(parsed -> options.inBand() || parsed.action().equals(AuthMessage.FIRST));
            if (message.isPresent()) {
                refresh(connection, message.get());
                return false;
            }
        }
        return isStillThere(connection);
    }

    /** Whether a message that brings no token is for the component. */
    boolean passesBinary(WireConnection connection) {
        if (connection.isOverdue()) {
            return false;
        }
        if (connection.awaitsCaller()) {
            if (!connection.isClosing()) {
                fail(connection, CloseCode.UNAUTHENTICATED, "The first message has to bring a token");
            }
            return false;
        }
        return isStillThere(connection);
    }

    private void first(Guest guest, String text) {
        WireConnection connection = guest.connection();
        Optional<AuthMessage> message =
                AuthMessage.parse(text).filter(parsed -> parsed.action().equals(AuthMessage.FIRST));
        if (message.isEmpty()) {
            fail(connection, CloseCode.UNAUTHENTICATED, "The first message has to bring a token");
            return;
        }
        Caller caller;
        try {
            caller = verify(connection, message.get().token());
        } catch (InvalidTokenException e) {
            fail(connection, CloseCode.UNAUTHENTICATED, e.getMessage());
            return;
        }
        if (!mayBeHere(caller)) {
            fail(connection, CloseCode.FORBIDDEN, "Not allowed");
        } else if (!connection.isOverdue() && connection.isOpen()) { // to verify a token may take its time
            connection.caller(caller);
            connection.send(message.get().accepted(caller));
            guest.admitted();
        }
    }

    private void refresh(WireConnection connection, AuthMessage message) {
        Caller caller;
        try {
            caller = verify(connection, message.token());
        } catch (InvalidTokenException e) {
            connection.send(message.refused(String.valueOf(e.getMessage())));
            return;
        }
        if (!caller.name().equals(connection.caller().name())) {
            connection.send(message.refused("This is the token of another caller."));
        } else if (!mayBeHere(caller)) {
            fail(connection, CloseCode.FORBIDDEN, "Not allowed any more");
        } else {
            connection.caller(caller);
            connection.send(message.accepted(caller));
        }
    }

    private boolean isStillThere(WireConnection connection) {
        if (!options.recheck() || connection.caller().isAnonymous() || connection.isClosing()) {
            return true;
        }
        Caller before = connection.caller();
        Optional<Caller> now;
        try {
            now = check(connection, before);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The caller of " + connection + " could not be checked", e);
            connection.close(CloseCode.INTERNAL_ERROR, "Internal server error");
            return false;
        }
        if (now.isEmpty()) {
            connection.send(AuthMessage.fatal("Not authenticated any more"));
            connection.close(CloseCode.UNAUTHENTICATED, "Not authenticated any more");
        } else if (!mayBeHere(now.get())) {
            fail(connection, CloseCode.FORBIDDEN, "Not allowed any more");
        } else if (now.get() != before) {
            connection.caller(now.get());
        }
        return !connection.isClosing();
    }

    /** Whether a caller may be here, also by the component behind a card, which the gate does not know. */
    private boolean mayBeHere(Caller caller) {
        return component.access().allows(caller) && route.allows(caller);
    }

    private void fail(WireConnection connection, CloseCode code, String reason) {
        if (options.onFailure() == OnFailure.MESSAGE) {
            connection.send(AuthMessage.fatal(INVALID));
        }
        connection.close(code, reason);
    }

    private Optional<Caller> check(WireConnection connection, Caller caller) throws Exception {
        Answer<Optional<Caller>> answer = new Answer<>(Optional.empty());
        runtime.invoker()
                .run(connection, () -> answer.value = runtime.callerChecks().check(caller));
        return answer.value;
    }

    /** Whom a token stands for. A verifier that fails is no reason to let anybody in. */
    private Caller verify(WireConnection connection, String token) throws InvalidTokenException {
        Answer<Caller> answer = new Answer<>(Caller.ANONYMOUS);
        try {
            runtime.invoker()
                    .run(connection, () -> answer.value = runtime.tokens().verify(token));
        } catch (InvalidTokenException e) {
            throw e;
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The token of " + connection + " could not be verified", e);
            throw new InvalidTokenException("The token could not be verified.", e);
        }
        if (answer.value.isAnonymous()) {
            throw new InvalidTokenException("The token names nobody.");
        }
        return answer.value;
    }

    /** What a call in its contexts brought. */
    private static final class Answer<T> {
        private T value;

        Answer(T value) {
            this.value = value;
        }
    }
}
