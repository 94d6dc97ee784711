package io.capstan.wamp.message;

import org.jspecify.annotations.Nullable;

/**
 * A message of WAMP v2. The names of the records and of their components are those of the specification; an ERROR is a
 * {@link Failure}. None of them checks a URI or what its options mean.
 */
public sealed interface WampMessage {

    /** What kind it is. */
    default MessageType kind() {
        return MessageType.of(this);
    }

    /** Its payload. */
    default Arguments arguments() {
        return Arguments.NONE;
    }

    /** What a client asks for and gets an answer to. */
    sealed interface Request extends WampMessage {
        /** Its id, by which the answer is known. */
        long request();

        /** The answer that it cannot be done. */
        default Failure failure(String error, Arguments arguments) {
            return new Failure(kind().code(), request(), Dict.EMPTY, error, arguments);
        }
    }

    /** HELLO: the client opens a session. */
    record Hello(String realm, Dict details) implements WampMessage {}

    /** WELCOME: the session is open. */
    record Welcome(long session, Dict details) implements WampMessage {}

    /** ABORT: there will be no session, or none any more. */
    record Abort(Dict details, String reason, Arguments arguments) implements WampMessage {}

    /** CHALLENGE: prove who you are. */
    record Challenge(String method, Dict extra) implements WampMessage {}

    /** AUTHENTICATE: the proof. */
    record Authenticate(String signature, Dict extra) implements WampMessage {}

    /** GOODBYE: the session is to end. */
    record Goodbye(Dict details, String reason, Arguments arguments) implements WampMessage {}

    /** ERROR: what a message of this type asked for was not done. */
    record Failure(int type, long request, Dict details, String error, Arguments arguments) implements WampMessage {}

    /** PUBLISH. */
    record Publish(long request, Dict options, String topic, Arguments arguments) implements Request {}

    /** PUBLISHED. */
    record Published(long request, long publication) implements WampMessage {}

    /** SUBSCRIBE. */
    record Subscribe(long request, Dict options, String topic) implements Request {}

    /** SUBSCRIBED. */
    record Subscribed(long request, long subscription) implements WampMessage {}

    /** UNSUBSCRIBE. */
    record Unsubscribe(long request, long subscription) implements Request {}

    /** UNSUBSCRIBED: details only where the router has ended a subscription by itself, and the request is 0 then. */
    record Unsubscribed(long request, @Nullable Dict details) implements WampMessage {}

    /** EVENT. */
    record Event(long subscription, long publication, Dict details, Arguments arguments) implements WampMessage {}

    /** EVENT_RECEIVED, which is not of the specification: Autobahn's subscribers acknowledge events with it. */
    record EventReceived(long publication) implements WampMessage {}

    /** CALL. */
    record Call(long request, Dict options, String procedure, Arguments arguments) implements Request {}

    /** CANCEL: the request is that of the call. */
    record Cancel(long request, Dict options) implements WampMessage {}

    /** RESULT. */
    record Result(long request, Dict details, Arguments arguments) implements WampMessage {}

    /** REGISTER. */
    record Register(long request, Dict options, String procedure) implements Request {}

    /** REGISTERED. */
    record Registered(long request, long registration) implements WampMessage {}

    /** UNREGISTER. */
    record Unregister(long request, long registration) implements Request {}

    /** UNREGISTERED: details only where the router has ended a registration by itself, and the request is 0 then. */
    record Unregistered(long request, @Nullable Dict details) implements WampMessage {}

    /** INVOCATION. */
    record Invocation(long request, long registration, Dict details, Arguments arguments) implements WampMessage {}

    /** INTERRUPT: the request is that of the invocation. */
    record Interrupt(long request, Dict options) implements WampMessage {}

    /** YIELD: the request is that of the invocation. */
    record Yield(long request, Dict options, Arguments arguments) implements WampMessage {}
}
