package io.capstan.push;

import io.capstan.Push;
import io.capstan.action.RawJson;
import io.capstan.channel.Hub;
import io.capstan.push.Fault.Code;
import io.capstan.settings.OnePerApplication;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Has messages from outside carried out, those with an id once, and says what became of each. Thread-safe. */
@OnePerApplication
class Desk {
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());
    private static final int MOST_CHARACTERS = 16 << 20;

    private final Pushes pushes;
    private final Hub hub;
    private volatile Replays<Outcome> replays = replays(10_000, Duration.ofHours(24));

    @Inject
    Desk(Pushes pushes, Hub hub) {
        this.pushes = pushes;
        this.hub = hub;
    }

    /** Begins with these options. */
    void begin(IdempotencyOptions options) {
        replays = replays(options.most(), options.time());
    }

    private static Replays<Outcome> replays(int most, Duration time) {
        return new Replays<>(most, MOST_CHARACTERS, time, outcome -> 0, System::nanoTime);
    }

    /**
     * Carries out messages in their order.
     *
     * @param sender whose ids they have
     */
    List<Outcome> take(List<Parsed> messages, String sender) {
        return messages.stream().map(message -> take(message, sender)).toList();
    }

    private Outcome take(Parsed message, String sender) {
        if (message instanceof Fault fault) {
            return fault;
        }
        Envelope envelope = (Envelope) message;
        if (envelope.id().isEmpty()) {
            return carryOut(envelope);
        }
        String key = sender + '\n' + envelope.id().get();
        Replays<Outcome> known = replays;
        Replays.Known<Outcome> before =
                known.begin(key, Digest.of(envelope.request().toString()));
        if (before instanceof Replays.Done<Outcome> done) {
            return done.answer();
        }
        if (before instanceof Replays.UnderWay<Outcome>) {
            return fault(envelope, Code.IN_PROGRESS, "/id", "The first message with this id is not done yet.");
        }
        if (before instanceof Replays.Other<Outcome>) {
            return fault(envelope, Code.ID_REUSED, "/id", "Another message had this id.");
        }
        Outcome outcome = null;
        try {
            outcome = carryOut(envelope);
            return outcome;
        } finally {
            known.finish(key, outcome instanceof Outcome.Accepted ? outcome : null);
        }
    }

    private Outcome carryOut(Envelope envelope) {
        Push.Request request = envelope.request();
        if (request instanceof Push.SendToChannel send && send.data() instanceof RawJson json) {
            int most = hub.rule(send.channel()).largest();
            int bytes = json.payload().bytes();
            if (bytes > most) {
                String reason = "The data has " + bytes + " bytes; the channel takes " + most + ".";
                return fault(envelope, Code.TOO_LARGE, "/data", reason);
            }
        }
        try {
            Push.Result result = pushes.accept(request);
            return result.failure().isEmpty()
                    ? new Outcome.Accepted(envelope.id(), result.receivers())
                    : fault(envelope, result.failure().get());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A message from outside could not be pushed", e);
            return fault(envelope, Code.FAILED, "", "The message could not be pushed; the log of the server says why.");
        }
    }

    private static Fault fault(Envelope envelope, Push.Failure failure) {
        return switch (failure) {
            case UNKNOWN_DEVICE ->
                fault(envelope, Code.UNKNOWN_DEVICE, "/device", "No device with this id is connected.");
            case TOO_MANY_CHANNELS ->
                fault(envelope, Code.TOO_MANY, "/channel", "The device is in as many channels as are allowed.");
            case TOO_MANY_REMEMBERED ->
                fault(envelope, Code.TOO_MANY, "/remember", "As many devices are remembered as are allowed.");
        };
    }

    private static Fault fault(Envelope envelope, Code code, String field, String reason) {
        return new Fault(code, envelope.id(), envelope.place() + field, reason);
    }
}
