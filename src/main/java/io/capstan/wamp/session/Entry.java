package io.capstan.wamp.session;

import io.capstan.wamp.Features;
import io.capstan.wamp.Identity;
import io.capstan.wamp.auth.Applicant;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a session (WAMP, "Session Establishment"): which realm a client wants to join, as whom, and how it proves
 * that. Says what is to become of each message; the {@link Peer} does it. Used by one thread at a time.
 */
final class Entry {
    private final Transport transport;
    private final Router router;
    private final Consumer<Duration> limit;

    private @Nullable Admission admission;
    private Step.@Nullable Exchange exchange;

    /** What a HELLO asks for. */
    private record Admission(Realm realm, long id, Features features) {}

    /** What becomes of a message. */
    sealed interface Outcome {}

    /** The client has to prove something. */
    record Asked(WampMessage.Challenge challenge) implements Outcome {}

    /** It may not come in. */
    record Refused(String reason, String text) implements Outcome {}

    /** It may come in: the session is to have this id, and these features and this identity. */
    record Admitted(Realm realm, long id, Features features, Identity identity) implements Outcome {}

    /** @param limit is told how long the client may take until it is welcome, once that is known */
    Entry(Transport transport, Router router, Consumer<Duration> limit) {
        this.transport = transport;
        this.router = router;
        this.limit = limit;
    }

    Outcome hello(WampMessage.Hello hello) throws ProtocolViolation {
        Features features = HelloReader.features(hello.details());
        Realm realm = router.realm(hello.realm());
        if (realm == null) {
            Router.Refusal refusal = router.refusal(hello.realm());
            return new Refused(refusal.reason(), refusal.text());
        }
        Admission wanted = new Admission(realm, Ids.session(), features);
        admission = wanted;
        limit.accept(realm.options().authenticationTime());
        return outcome(
                realm.door()
                        .open(new Applicant(
                                realm.name(),
                                HelloReader.methods(hello.details()),
                                hello.details().string("authid").filter(authid -> !authid.isEmpty()),
                                hello.details().dict("authextra"),
                                wanted.id(),
                                transport.caller(),
                                transport.httpSession(),
                                transport.origin())),
                wanted);
    }

    Outcome authenticate(WampMessage.Authenticate proof) throws ProtocolViolation {
        Admission wanted = admission;
        Step.Exchange expecting = exchange;
        if (wanted == null || expecting == null) {
            throw new ProtocolViolation("AUTHENTICATE where none was due.");
        }
        return outcome(expecting.answer(proof.signature(), proof.extra()), wanted);
    }

    private Outcome outcome(Step step, Admission wanted) {
        if (step instanceof Step.Challenge challenge) {
            exchange = challenge.then();
            return new Asked(new WampMessage.Challenge(challenge.method(), challenge.extra()));
        }
        if (step instanceof Step.Denied denied) {
            return new Refused(denied.reason(), denied.text());
        }
        admission = null;
        exchange = null;
        Identity identity = ((Step.Admitted) step).identity();
        return new Admitted(wanted.realm(), wanted.id(), wanted.features(), identity);
    }
}
