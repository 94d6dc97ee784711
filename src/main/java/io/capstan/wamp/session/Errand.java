package io.capstan.wamp.session;

import io.capstan.Caller;
import io.capstan.WampException;
import io.capstan.wamp.Features;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.auth.Applicant;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/**
 * Somebody who comes to a realm for one publication or one call and does not stay: let in by the same door, held to the same
 * rules as a session, but neither listed nor announced, so that members are not told of each request.
 */
public final class Errand extends Session {
    /** The id of its only request. */
    public static final long REQUEST = 1;

    private static final Features FEATURES = new Features(
            Set.of("publisher", "caller"),
            Set.of("publisher.payload_passthru_mode", "caller.payload_passthru_mode", "caller.call_timeout"));

    private final Realm realm;
    private final Requests requests;
    private final Executor executor;
    private final CompletableFuture<WampMessage> answer = new CompletableFuture<>();

    private Errand(Realm realm, long id, Identity identity, Executor executor) {
        super(id, identity, FEATURES);
        this.realm = realm;
        this.requests = new Requests(realm, this);
        this.executor = executor;
    }

    /**
     * Somebody comes; may ask an application who that is, and so may block.
     *
     * @param caller who it is, as the gate found out
     * @param session its HTTP session
     * @param origin where it is, for counting attempts
     * @param executor tells of the answer
     * @throws WampException why it is not let in
     */
    public static Errand begin(
            Router router,
            String realmName,
            Caller caller,
            Optional<HttpSession> session,
            String origin,
            Executor executor) {
        Realm realm = router.realm(realmName);
        if (realm == null) {
            Router.Refusal refusal = router.refusal(realmName);
            throw new WampException(refusal.reason(), refusal.text());
        }
        long id = Ids.session();
        Step step = step(
                realm, new Applicant(realmName, List.of(), Optional.empty(), Dict.EMPTY, id, caller, session, origin));
        if (step instanceof Step.Admitted admitted) {
            return new Errand(realm, id, admitted.identity(), executor);
        }
        throw step instanceof Step.Denied denied
                ? new WampException(denied.reason(), denied.text())
                : new WampException(
                        "wamp.error.authentication_required", "More has to be proved than one request can show.");
    }

    private static Step step(Realm realm, Applicant applicant) {
        try {
            return realm.door().open(applicant);
        } catch (ProtocolViolation e) {
            throw new WampException(Reason.AUTHENTICATION_FAILED, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks. Once; the id of the request is {@link #REQUEST}.
     *
     * @return completes with PUBLISHED, the last RESULT or an ERROR, on a thread of the executor
     * @throws ProtocolViolation if an option is none
     */
    public CompletableFuture<WampMessage> ask(WampMessage.Request request) throws ProtocolViolation {
        requests.take(request);
        return answer;
    }

    /** It is over, also if there is no answer: whoever works on a call is told that nobody waits any more. */
    public void leave() {
        realm.part(this);
    }

    @Override
    public void send(WampMessage message) {
        boolean more = message instanceof WampMessage.Result result
                && Boolean.TRUE.equals(result.details().members().get("progress"));
        if (more) {
            return;
        }
        try {
            answer.completeAsync(() -> message, executor);
        } catch (RejectedExecutionException stopping) {
            answer.completeAsync(() -> message, ForkJoinPool.commonPool());
        }
    }

    @Override
    public void end(WampMessage last) {
        send(last);
    }
}
