package io.capstan.wamp;

import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.Set;

/**
 * Takes the calls of the sessions of a realm to those who answer them. Each session calls it from one thread at a time; what
 * it is told has been authorised, and each request is answered by it, by way of the session. Where it throws, the session
 * ends with an ABORT.
 */
public interface Dealer {
    /** What it can do, for clients to know: {@code call_canceling}. */
    default Set<String> features() {
        return Set.of();
    }

    /**
     * Whether code of the application may have a part in what it does with a message of a session, so that it may block; true of
     * all that are not for a dealer.
     */
    default boolean mayBlock(WampMessage message) {
        return true;
    }

    /** Answers with REGISTERED or an ERROR, before the first invocation. */
    void register(Session session, WampMessage.Register request) throws ProtocolViolation;

    /** Answers with UNREGISTERED or an ERROR. */
    void unregister(Session session, WampMessage.Unregister request);

    /** Ends in a RESULT or an ERROR, now or later. */
    void call(Session session, WampMessage.Call request, Grant grant) throws ProtocolViolation;

    /** Has no answer of its own. */
    void cancel(Session session, WampMessage.Cancel request) throws ProtocolViolation;

    /** What a callee answers. */
    void yield(Session session, WampMessage.Yield result) throws ProtocolViolation;

    /** What a callee answers if it cannot. */
    void fail(Session session, WampMessage.Failure error) throws ProtocolViolation;

    /** The session is over: its registrations are gone before the next call, its calls and invocations end. */
    void leave(Session session);

    /** The realm answers these calls itself: {@code wamp.session.count}. Before anybody joins. */
    void provide(String procedure, RealmProcedure body);
}
