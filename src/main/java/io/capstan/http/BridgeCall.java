package io.capstan.http;

import io.capstan.endpoint.Annex.Site;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Errand;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request of the bridge that is under way. It ends once: by its answer, because it takes too long, or with the router. */
final class BridgeCall {
    private static final System.Logger LOG = System.getLogger(BridgeCall.class.getName());

    private final Exchange exchange;
    private final Errand errand;
    private final Runnable place;
    private final Set<BridgeCall> all;
    private final AtomicBoolean finished = new AtomicBoolean();

    /**
     * One that has not begun.
     *
     * @param place gives back what was taken for it
     * @param all those under way
     */
    BridgeCall(Exchange exchange, Errand errand, Runnable place, Set<BridgeCall> all) {
        this.exchange = exchange;
        this.errand = errand;
        this.place = place;
        this.all = all;
    }

    void begin(WampMessage.Request request, Duration most, Site site) {
        all.add(this);
        Future<?> timer = site.timer().schedule(most, this::tooLate); // also when no worker is free
        exchange.written().thenRun(() -> end(timer));
        try {
            errand.ask(request).thenAccept(answer -> finish(BridgeAnswers.of(answer)));
        } catch (ProtocolViolation e) {
            finish(BridgeAnswers.problem("wamp.error.invalid_argument", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // a fault of the router's
            LOG.log(Level.WARNING, "A request by HTTP could not be handled: " + request.kind(), e);
            finish(BridgeAnswers.problem("capstan.error.internal", "Internal server error"));
        }
    }

    private void tooLate() {
        finish(BridgeAnswers.problem("wamp.error.timeout", "There was no answer in time."));
    }

    /** Answers, unless it was answered before. */
    void finish(Reply reply) {
        exchange.answer(reply);
    }

    /** The request is over, whether somebody has read an answer or not. */
    private void end(Future<?> timer) {
        if (finished.compareAndSet(false, true)) {
            timer.cancel(false);
            all.remove(this);
            place.run();
            errand.leave();
        }
    }
}
