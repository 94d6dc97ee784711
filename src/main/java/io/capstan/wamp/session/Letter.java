package io.capstan.wamp.session;

import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.MessageType;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.HashSet;
import java.util.Set;

/**
 * Holds a client to the protocol where broker and dealer do not: that it answers nothing but invocations, and, where the letter
 * of the specification is wanted, that it counts its requests from 1 and leaves none out, which not all clients in the field
 * do.
 */
final class Letter {
    private final boolean strict;

    /** The id of the last request. */
    private long last;

    /** Calls of which more is to come, each with the id of the first of its messages. */
    private final Set<Long> unfinished = new HashSet<>();

    Letter(boolean strict) {
        this.strict = strict;
    }

    void check(WampMessage message) throws ProtocolViolation {
        if (message instanceof WampMessage.Failure failure && failure.type() != MessageType.INVOCATION.code()) {
            throw new ProtocolViolation(
                    "A client sends ERROR for an INVOCATION (68), and not for " + failure.type() + ".");
        }
        if (strict && message instanceof WampMessage.Request request && !continues(request)) {
            follow(request.request());
        }
    }

    /** Whether it is the next part of a progressive call. */
    private boolean continues(WampMessage.Request request) throws ProtocolViolation {
        if (!(request instanceof WampMessage.Call call)) {
            return false;
        }
        boolean begun = unfinished.contains(call.request());
        if (call.options().flag("progress")) {
            unfinished.add(call.request());
        } else {
            unfinished.remove(call.request());
        }
        return begun;
    }

    private void follow(long id) throws ProtocolViolation {
        if (id != last + 1) {
            throw new ProtocolViolation("The request " + id + " follows " + last + ".");
        }
        last = id == Ids.LARGEST ? 0 : id;
    }
}
