package io.capstan.wamp.broker;

import io.capstan.channel.Payload;
import io.capstan.channel.Posting;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Ids;

/**
 * What all events of a publication have in common.
 *
 * @param publication its id
 * @param details what subscribers learn beside it
 * @param arguments what was published
 * @param filter whom the publisher means
 * @param notTo the session that has published it, if that does not get it; 0 if nobody is left out by that
 * @param official whether the router itself has published it
 */
record EventBody(long publication, Dict details, Arguments arguments, Filter filter, long notTo, boolean official) {
    /** What a client of another dialect or the application publishes. */
    static EventBody foreign(long publication, Payload payload) {
        return new EventBody(publication, Dict.EMPTY, Foreign.arguments(payload), Filter.NONE, 0, false);
    }

    /** A publication of the router. */
    static EventBody official(Arguments arguments) {
        return new EventBody(Ids.publication(), Dict.EMPTY, arguments, Filter.NONE, 0, true);
    }

    /** That of a publication, whoever has made it. */
    static EventBody of(Posting posting) {
        return of(posting.payload());
    }

    /** The same of what was published. */
    static EventBody of(Payload payload) {
        return payload.content().orElse(null) instanceof WampContent content
                ? content.body()
                : payload.companion(EventBody.class, () -> foreign(Ids.publication(), payload));
    }

    /** Whether a session is meant. */
    boolean isFor(Session session) {
        return session.id() != notTo && (filter == Filter.NONE || filter.admits(session));
    }

    /** Whether a session is meant that asks for it later: ids of sessions say nothing then, and nothing is kept that has some. */
    boolean isForLater(Session session) {
        return filter.sessions().isAll() && filter.admits(session);
    }

    /** The same for those who subscribe later. */
    EventBody retained() {
        return new EventBody(publication, details.with("retained", true), arguments, filter, notTo, official);
    }
}
