package io.capstan.wamp.dealer;

import io.capstan.wamp.Grant;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Passthru;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call from its CALL to the last RESULT or the ERROR, of which there is exactly one unless the caller leaves. It may go to
 * several callees, one after the other, where these say that they are not available. Thread-safe.
 */
final class OngoingCall {
    private final Party caller;
    private final CallOptions options;
    private final Grant grant;
    private final Registration registration;
    private final Site site;

    // Guarded by this.
    /** Without its arguments, once nobody else can get it. */
    private WampMessage.Call call;

    private State state = State.RUNNING;
    private final Set<Callee> tried = new HashSet<>(1);
    private @Nullable Callee callee;
    private long invocation;
    /** Whether more parts of it are to come. */
    private boolean open;

    /** Whether a callee was left out whose transport takes no invocation of this size. */
    private boolean tooLarge;

    private int parts = 1;
    private @Nullable Future<?> timer;

    private enum State {
        RUNNING,
        /** Canceled, and what the callee answers to that is waited for. */
        STOPPING,
        OVER
    }

    /** What a dealer has for its calls. */
    interface Site {
        boolean isStrict();

        /** Runs something after some time, unless it is canceled before. */
        Future<?> schedule(Duration delay, Runnable task);
    }

    OngoingCall(
            Party caller,
            WampMessage.Call call,
            CallOptions options,
            Grant grant,
            Registration registration,
            Site site) {
        this.caller = caller;
        this.call = call;
        this.options = options;
        this.grant = grant;
        this.registration = registration;
        this.site = site;
        this.open = options.isPart();
    }

    synchronized String procedure() {
        return call.procedure();
    }

    synchronized boolean takesParts() {
        return open && state == State.RUNNING;
    }

    // from the caller

    /** Finds a callee and tells it. */
    synchronized void begin() {
        caller.began(call.request(), this);
        if (route()) {
            forgetArguments();
            startTimer();
        } else {
            finish(nobody());
        }
    }

    /** A call may take long, and its arguments much: they are kept only for another callee. */
    private void forgetArguments() {
        if (!registration.isShared()) {
            call = new WampMessage.Call(call.request(), Dict.EMPTY, call.procedure(), Arguments.NONE);
        }
    }

    private WampMessage nobody() {
        String procedure = call.procedure();
        if (tooLarge) {
            return tooLarge("The call");
        }
        if (registration.size() == 0) {
            return call.failure(Errors.NO_SUCH_PROCEDURE, Arguments.of("There is no procedure " + procedure + "."));
        }
        return registration.anyMatch(this::canTake)
                ? call.failure(
                        Errors.BUSY,
                        Arguments.of("All who answer for " + procedure + " have as many calls as they take."))
                : call.failure(
                        Errors.NOT_SUPPORTED,
                        Arguments.of("Nobody who answers for " + procedure + " takes it in parts."));
    }

    /**
     * Whoever does not know of calls in parts takes the first part for all of it. The specification also demands that it can be
     * interrupted.
     */
    private boolean canTake(Callee each) {
        return !options.isPart()
                || has(each, "progressive_call_invocations") && (!site.isStrict() || has(each, "call_canceling"));
    }

    private boolean route() {
        while (true) {
            Callee next = registration.take(each -> !tried.contains(each) && canTake(each));
            if (next == null) {
                return false;
            }
            tried.add(next);
            if (next.party().invoke(this, caller.session(), id -> assign(next, id))) {
                return true;
            }
            tooLarge |= callee == next; // it got as far as to be made
            callee = null;
            registration.done(next);
        }
    }

    private WampMessage tooLarge(String what) {
        return call.failure(Errors.TOO_LARGE, Arguments.of(what + " is larger than its receiver takes."));
    }

    /** It is this callee's before it learns that, so that it may answer at once. */
    private WampMessage.Invocation assign(Callee to, long request) {
        callee = to;
        invocation = request;
        return invocation(request, to, call.arguments(), options.isPart());
    }

    /** The next part of it. */
    synchronized void part(WampMessage.Call part, boolean more) {
        Callee to = callee;
        if (state == State.RUNNING && open && to != null) {
            open = more;
            parts++;
            boolean told =
                    to.party().session().invoke(invocation(invocation, to, part.arguments(), more), caller.session());
            if (!told) {
                interrupt(CancelMode.KILLNOWAIT, Errors.TOO_LARGE);
                finish(tooLarge("This part of the call"));
            }
        }
    }

    private WampMessage.Invocation invocation(long request, Callee to, Arguments arguments, boolean more) {
        Dict details = Dict.EMPTY;
        if (registration.match() != MatchPolicy.EXACT) {
            details = details.with("procedure", call.procedure());
        }
        if (more) {
            details = details.with("progress", true);
        }
        if (options.receivesProgress() && takesProgress(to)) {
            details = details.with("receive_progress", true);
        }
        if (options.timeout().isPresent() && keepsTime(to)) {
            details = details.with("timeout", options.timeout().get().toMillis());
        }
        if (grant.disclosesAlways() || options.disclosesCaller() || to.options().disclosesCaller()) {
            Session from = caller.session();
            details = details.with("caller", from.id())
                    .with("caller_authid", from.identity().authid())
                    .with("caller_authrole", from.identity().authrole());
        }
        if (grant.trustLevel().isPresent()) {
            details = details.with("trustlevel", grant.trustLevel().getAsLong());
        }
        return new WampMessage.Invocation(
                request, registration.id(), Passthru.into(details, options.passthru()), arguments);
    }

    /** Clients are known that give results in parts and do not say that they can be interrupted, or say neither. */
    private boolean takesProgress(Callee to) {
        return !site.isStrict() || has(to, "progressive_call_results") && has(to, "call_canceling");
    }

    private static boolean keepsTime(Callee to) {
        return to.options().forwardsTimeout() && to.party().session().features().has("callee.call_timeout");
    }

    /** The caller does not want it any more. */
    synchronized void cancel(CancelMode mode) {
        if (state != State.RUNNING) {
            return;
        }
        boolean interruptible = calleeHas("call_canceling");
        if (mode == CancelMode.KILL && interruptible) {
            state = State.STOPPING;
            interrupt(mode, Errors.CANCELED);
            return;
        }
        if (mode != CancelMode.SKIP) {
            interrupt(CancelMode.KILLNOWAIT, Errors.CANCELED);
        }
        finish(call.failure(Errors.CANCELED, Arguments.of("The caller has canceled the call.")));
    }

    synchronized void callerLeft() {
        if (state != State.OVER) {
            interrupt(CancelMode.KILLNOWAIT, Errors.CANCELED);
            finish(null);
        }
    }

    // from the callee

    synchronized void yielded(Party from, WampMessage.Yield result, boolean progress, Dict passthru) {
        if (!isAnsweredBy(from, result.request())) {
            return;
        }
        if (!progress) {
            finish(new WampMessage.Result(call.request(), passthru, result.arguments()));
        } else if (options.receivesProgress() && state == State.RUNNING) {
            WampMessage part =
                    new WampMessage.Result(call.request(), passthru.with("progress", true), result.arguments());
            if (caller.session().offer(part)) {
                startTimer();
            } else {
                interrupt(CancelMode.KILLNOWAIT, Errors.TOO_LARGE);
                finish(tooLarge("A part of the result"));
            }
        }
    }

    synchronized void failed(Party from, WampMessage.Failure error) {
        if (!isAnsweredBy(from, error.request())) {
            return;
        }
        boolean elsewhere = error.error().equals(Errors.UNAVAILABLE)
                && registration.isShared()
                && state == State.RUNNING
                && parts == 1;
        if (!elsewhere) {
            finish(new WampMessage.Failure(
                    call.kind().code(), call.request(), error.details(), error.error(), error.arguments()));
            return;
        }
        release();
        if (!route()) {
            finish(
                    tooLarge
                            ? tooLarge("The call")
                            : call.failure(
                                    Errors.NO_AVAILABLE_CALLEE,
                                    Arguments.of(
                                            "None of those who answer for " + call.procedure() + " is available.")));
        }
    }

    synchronized void calleeLeft(Party party) {
        Callee left = callee;
        if (state != State.OVER && left != null && left.party() == party) {
            finish(call.failure(Errors.CANCELED, Arguments.of("The callee has left.")));
        }
    }

    /** What answers late, after the call went to somebody else, is no answer. */
    private boolean isAnsweredBy(Party from, long request) {
        Callee now = callee;
        return state != State.OVER && now != null && now.party() == from && invocation == request;
    }

    // time

    private void startTimer() {
        Callee to = callee;
        if (options.timeout().isEmpty() || to == null || keepsTime(to)) {
            return;
        }
        stopTimer();
        timer = site.schedule(options.timeout().get(), this::expire);
    }

    private void stopTimer() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }

    private synchronized void expire() {
        if (state != State.OVER) {
            interrupt(CancelMode.KILLNOWAIT, Errors.TIMEOUT);
            finish(call.failure(Errors.TIMEOUT, Arguments.of("The callee has not answered in time.")));
        }
    }

    // the end

    private static boolean has(Callee to, String feature) {
        return to.party().session().features().has("callee." + feature);
    }

    private boolean calleeHas(String feature) {
        Callee to = callee;
        return to != null && has(to, feature);
    }

    private void interrupt(CancelMode mode, String reason) {
        Callee to = callee;
        if (to != null && calleeHas("call_canceling")) {
            to.party()
                    .session()
                    .send(new WampMessage.Interrupt(
                            invocation, Dict.of("mode", mode.text()).with("reason", reason)));
        }
    }

    private void finish(@Nullable WampMessage answer) {
        state = State.OVER;
        stopTimer();
        release();
        caller.endedCall(call.request(), open);
        if (answer != null && !caller.session().offer(answer)) {
            caller.session().send(tooLarge("The answer"));
        }
    }

    /** The callee is done with it. */
    private void release() {
        Callee to = callee;
        if (to != null) {
            to.party().endedInvocation(invocation);
            registration.done(to);
            callee = null;
        }
    }
}
