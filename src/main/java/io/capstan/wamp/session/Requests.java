package io.capstan.wamp.session;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.WampException;
import io.capstan.wamp.Grant;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;

/**
 * What an established session asks for: looked at, authorised, and handed on to the broker or the dealer of its realm. Used by
 * the thread that handles the messages of the client.
 */
final class Requests {
    private final Realm realm;
    private final Session session;
    private final RealmOptions options;
    private final Letter letter;

    Requests(Realm realm, Session session) {
        this.realm = realm;
        this.session = session;
        this.options = realm.options();
        this.letter = new Letter(options.strict());
    }

    /** Whether the application may have a part in what {@link #take} does with a message. */
    boolean mayBlock(WampMessage message) {
        return realm.dealer().mayBlock(message)
                || message instanceof WampMessage.Call && realm.guard().mayBlock(session);
    }

    void take(WampMessage message) throws ProtocolViolation {
        letter.check(message);
        if (message instanceof WampMessage.Publish publish) {
            publish(publish);
        } else if (message instanceof WampMessage.Call call) {
            call(call);
        } else if (message instanceof WampMessage.Yield yield) {
            realm.dealer().yield(session, yield);
        } else if (message instanceof WampMessage.Failure failure) {
            realm.dealer().fail(session, failure);
        } else if (message instanceof WampMessage.Cancel cancel) {
            realm.dealer().cancel(session, cancel);
        } else {
            open(message);
        }
    }

    private void open(WampMessage message) throws ProtocolViolation {
        if (message instanceof WampMessage.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (message instanceof WampMessage.Unsubscribe unsubscribe) {
            realm.broker().unsubscribe(session, unsubscribe);
        } else if (message instanceof WampMessage.Register register) {
            register(register);
        } else if (message instanceof WampMessage.Unregister unregister) {
            realm.dealer().unregister(session, unregister);
        } else {
            throw new ProtocolViolation(message.kind() + " from a client in an established session.");
        }
    }

    private void publish(WampMessage.Publish request) throws ProtocolViolation {
        boolean acknowledged = request.options().flag("acknowledge");
        try {
            if (Uris.isReserved(request.topic())) {
                throw invalid("Only the router publishes to " + request.topic());
            }
            Grant grant = check(Action.PUBLISH, request.topic());
            realm.broker().publish(session, request, grant);
        } catch (WampException e) {
            if (acknowledged) {
                refuse(request, e);
            }
        }
    }

    private void call(WampMessage.Call request) throws ProtocolViolation {
        try {
            Grant grant = check(Action.CALL, request.procedure());
            realm.dealer().call(session, request, grant);
        } catch (WampException e) {
            refuse(request, e);
        }
    }

    private void subscribe(WampMessage.Subscribe request) throws ProtocolViolation {
        try {
            check(Action.SUBSCRIBE, request.topic(), match(request.options()));
            realm.broker().subscribe(session, request);
        } catch (WampException e) {
            refuse(request, e);
        }
    }

    private void register(WampMessage.Register request) throws ProtocolViolation {
        try {
            if (Uris.isReserved(request.procedure())) {
                throw invalid("Only the router registers " + request.procedure());
            }
            check(Action.REGISTER, request.procedure(), match(request.options()));
            realm.dealer().register(session, request);
        } catch (WampException e) {
            refuse(request, e);
        }
    }

    private static MatchPolicy match(Dict options) throws ProtocolViolation {
        String match = options.string("match").orElse(MatchPolicy.EXACT.text());
        return MatchPolicy.named(match)
                .orElseThrow(() -> new WampException(
                        Reason.OPTION_NOT_ALLOWED,
                        "match is '" + match + "'; allowed are exact, prefix and wildcard."));
    }

    private Grant check(Action action, String uri) {
        return check(action, uri, MatchPolicy.EXACT);
    }

    /** What is no URI is no matter for rules and applications. */
    private Grant check(Action action, String uri, MatchPolicy match) {
        if (!match.allows(uri, options.uris())) {
            throw invalid("This cannot be meant as " + match.text());
        }
        return realm.guard().check(session, action, uri, match);
    }

    private static WampException invalid(String what) {
        return new WampException(Reason.INVALID_URI, what + ".");
    }

    private void refuse(WampMessage.Request request, WampException e) {
        session.send(request.failure(e.uri(), Arguments.of(new ArrayList<>(e.arguments()), e.keywordArguments())));
    }
}
