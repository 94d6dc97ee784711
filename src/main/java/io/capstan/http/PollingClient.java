package io.capstan.http;

import io.capstan.CloseCode;
import io.capstan.gate.GuestGate.Guest;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Peer;
import io.capstan.wire.Serial;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that comes again and again: with messages, which are handled one at a time, and for messages, for which it waits
 * in one request at a time. It is gone when it says so, or has not been seen for a while.
 */
final class PollingClient {
    /** So many of its requests with messages may wait for their turn. */
    private static final int MOST_SENDS = 32;

    private final String id;
    private final Guest guest;
    private final PollOptions options;
    private final Surroundings surroundings;
    private final Letterbox letterbox;
    private final PolledTransport transport;
    private final Peer peer;
    private final Consumer<PollingClient> over;

    private final Serial turns;
    private final Serial deliveries;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicInteger sends = new AtomicInteger();
    private final AtomicBoolean forgotten = new AtomicBoolean();

    // Guarded by this; nobody is called while it is held.
    private @Nullable Exchange poll;
    /** A request is being answered with messages: the next one waits, so that nothing comes in another order. */
    private boolean delivering;

    private @Nullable Reply end;
    private long seen = System.nanoTime();

    /**
     * A client that has just opened a transport.
     *
     * @param id which nobody can guess
     * @param guest who it is
     * @param over is told when it can be forgotten
     */
    PollingClient(
            String id,
            Guest guest,
            Protocol protocol,
            Optional<HttpSession> session,
            PollOptions options,
            Surroundings surroundings,
            Consumer<PollingClient> over) {
        this.id = id;
        this.guest = guest;
        this.options = options;
        this.surroundings = surroundings;
        this.over = over;
        this.letterbox = new Letterbox(surroundings.outbox(), protocol.isBatched());
        this.turns = new Serial(surroundings.workers());
        this.deliveries = new Serial(surroundings.workers());
        this.transport = new PolledTransport(
                protocol, letterbox, guest.caller(), session, guest.source(), this::later, this::tell, this::end);
        this.peer = new Peer(transport, surroundings.router());
        watch(options.idle());
    }

    String id() {
        return id;
    }

    /** Whether it is somebody's: whoever has opened it, and nobody else. */
    boolean isOf(Guest other) {
        return guest.caller().isAnonymous()
                ? other.caller().isAnonymous()
                : !other.caller().isAnonymous()
                        && guest.caller().name().equals(other.caller().name());
    }

    // what it sends

    /** It brings messages; they are taken in their turn, and then the request is answered. */
    void take(byte[] body, Exchange exchange) {
        see();
        if (sends.incrementAndGet() > MOST_SENDS) {
            sends.decrementAndGet();
            exchange.answer(Reply.problem(ErrorStatus.TOO_MANY, "Too many messages wait for their turn."));
            return;
        }
        turns.submit(() -> {
            try {
                surroundings.inside(() -> exchange.answer(receive(body)));
            } finally {
                sends.decrementAndGet();
                exchange.answer(Reply.problem(ErrorStatus.FAILED, "The messages could not be handled."));
            }
        });
    }

    private Reply receive(byte[] body) {
        Reply ended = ended();
        if (ended != null) {
            return ended;
        }
        List<WampMessage> messages;
        try {
            messages = transport.read(body);
        } catch (ProtocolViolation e) {
            peer.violate(e.getMessage());
            return Reply.problem(ErrorStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        messages.forEach(peer::receive);
        return Reply.empty(options.accepted());
    }

    private synchronized @Nullable Reply ended() {
        return end;
    }

    private Future<?> later(Duration delay, Runnable task) {
        return surroundings
                .timer()
                .schedule(
                        delay,
                        () -> turns.submit(() -> {
                            if (ended() == null) {
                                surroundings.inside(task);
                            }
                        }));
    }

    // what it fetches

    /** It waits for messages. */
    void fetch(Exchange exchange) {
        Exchange older;
        synchronized (this) {
            seen = System.nanoTime();
            older = poll;
            poll = exchange;
        }
        if (older != null) {
            older.answer(Reply.empty(204)); // of a connection that it has given up
        }
        Future<?> timer = surroundings
                .timer()
                .schedule(options.waiting(), () -> deliveries.submit(() -> exchange.answer(Reply.empty(204))));
        exchange.written().thenRun(() -> {
            timer.cancel(false);
            release(exchange);
        });
        tell();
    }

    private synchronized void release(Exchange exchange) {
        seen = System.nanoTime();
        if (poll == exchange) {
            poll = null;
        }
    }

    /** Something has changed; may be called under any lock. */
    private void tell() {
        if (told.compareAndSet(false, true)) {
            deliveries.submit(this::deliver);
        }
    }

    private void deliver() {
        told.set(false);
        Exchange waiting;
        byte[] body;
        Reply last;
        synchronized (this) {
            waiting = poll;
            if (waiting == null || delivering) {
                return;
            }
            body = letterbox.take();
            last = end;
            if (body == null && last == null) {
                return;
            }
            poll = null;
            delivering = body != null;
        }
        if (body != null) {
            bring(waiting, body);
        } else if (last != null) {
            waiting.answer(last);
            forget();
        }
    }

    private void bring(Exchange waiting, byte[] body) {
        if (waiting.answer(Reply.of(transport.mediaType(), body))) {
            waiting.written().thenAccept(done -> brought(done, body));
        } else {
            brought(false, body);
        }
    }

    private void brought(boolean done, byte[] body) {
        synchronized (this) {
            if (!done) {
                letterbox.putBack(body);
            }
            delivering = false;
        }
        tell();
    }

    // its end

    /** It has closed the transport. */
    void leave() {
        Exchange waiting;
        synchronized (this) {
            waiting = poll;
            poll = null;
        }
        if (waiting != null) {
            waiting.answer(Reply.empty(204)); // what it gets for its wish is the answer to that
        }
        end(CloseCode.NORMAL, "closed");
        forget();
    }

    /** The router stops; completes when the conversation is over. */
    CompletableFuture<Void> stop() {
        return peer.stop();
    }

    /** No more messages come or go, but those that wait. */
    private void end(CloseCode code, String reason) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = Reply.problem(
                    410,
                    "The transport has ended: " + (reason.isEmpty() ? "closed" : reason),
                    ",\"code\":" + code.code());
        }
        turns.submit(() -> surroundings.inside(peer::gone));
        tell();
    }

    private synchronized void see() {
        seen = System.nanoTime();
    }

    /** Looks after a while whether it is still there. */
    private void watch(Duration delay) {
        surroundings.timer().schedule(delay, this::look);
    }

    private void look() {
        long left;
        synchronized (this) {
            boolean here = poll != null || delivering || sends.get() > 0;
            left = options.idle().toNanos() - (here ? 0 : System.nanoTime() - seen);
        }
        if (forgotten.get()) {
            return;
        }
        if (left > 0) {
            watch(Duration.ofNanos(left));
        } else {
            end(CloseCode.GOING_AWAY, "not seen any more");
            forget();
        }
    }

    /** Nothing of it stays. */
    private void forget() {
        if (forgotten.compareAndSet(false, true)) {
            over.accept(this);
            guest.place().run();
            tell(); // who waits all the same is told of the end
        }
    }
}
