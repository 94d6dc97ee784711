package io.capstan.bench;

import io.capstan.bench.host.RunningServer;
import io.capstan.bench.load.IdleHeap;
import io.capstan.bench.load.IdleHeap.Kind;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.Reading;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One round: all contestants are started anew, and then each load is run on one after the other, on odd rounds in the
 * opposite order. So what the machine does at some time does not hit one of them alone. The pair with and without a
 * stalled reader is compared with itself, and so is run on one contestant after the other.
 */
final class Round implements AutoCloseable {

    /** A contestant that is running, and the kinds of loads for which it is warm. */
    private record Seat(Contestant contestant, RunningServer server, Set<String> warm) {}

    private final int number;
    private final Options options;
    private final Results results;
    private final PrintStream out;
    private final List<Seat> seats = new ArrayList<>();

    Round(int number, Options options, Results results, PrintStream out) {
        this.number = number;
        this.options = options;
        this.results = results;
        this.out = out;
    }

    void run(Lineup lineup, Loads loads) {
        List<Contestant> order = new ArrayList<>(lineup.contestants());
        if (number % 2 == 1) {
            Collections.reverse(order);
        }
        order.forEach(this::start);
        for (Load load : loads.throughput()) {
            seats.forEach(seat -> run(load, seat));
        }
        for (Load load : loads.wamp()) {
            seats.forEach(seat -> run(load, seat));
        }
        for (Loads.Pair both : loads.stalled()) {
            List<Load> pair = new ArrayList<>(List.of(both.calm(), both.stalled()));
            if (number % 2 == 1) {
                Collections.reverse(pair);
            }
            seats.forEach(seat -> pair.forEach(load -> run(load, seat)));
        }
        if (IdleHeap.isPossible()) {
            for (Seat seat : seats) {
                if (seat.contestant().host().isJvm()) {
                    kinds(seat.contestant()).forEach(kind -> weigh(new IdleHeap(options.idle(), kind), seat));
                }
            }
        }
    }

    private List<Kind> kinds(Contestant contestant) {
        if (contestant.is(Contestant.Kind.PEER)) {
            return List.of();
        }
        if (options.loads().contains("subscriptions") && contestant.is(Contestant.Kind.CAPSTAN)) {
            return List.of(Kind.values());
        }
        return options.loads().contains("heap") || options.loads().contains("subscriptions")
                ? List.of(Kind.ALONE)
                : List.of();
    }

    private void start(Contestant contestant) {
        try {
            RunningServer server = contestant.host().start();
            seats.add(new Seat(contestant, server, new HashSet<>()));
            results.add(contestant, Results.START, number, server.startUp().toNanos() / 1e9);
            say(contestant, "started in %.2f s", server.startUp().toNanos() / 1e9);
        } catch (IOException | UncheckedIOException e) {
            fail(contestant, "start", e);
        }
    }

    private void run(Load load, Seat seat) {
        if (!seat.contestant().host().takes(load)) {
            return;
        }
        boolean cold = seat.contestant().host().isJvm() && seat.warm().add(load.kind());
        Duration before = cold ? options.warmup() : options.settle();
        try {
            Reading reading = load.run(seat.server().site(), before, options.time());
            results.add(seat.contestant(), load.name(), number, reading);
            say(
                    seat.contestant(),
                    "%s: %,.0f/s, server %.2f µs, client %.2f µs, others %.2f cores, p50 %.2f ms, p99 %.2f ms",
                    load.name(),
                    reading.perSecond(),
                    reading.serverMicros(),
                    reading.clientMicros(),
                    reading.otherCores(),
                    reading.medianMicros() / 1_000,
                    reading.p99Micros() / 1_000);
        } catch (IOException | UncheckedIOException e) {
            fail(seat.contestant(), load.name(), e);
        }
    }

    private void weigh(IdleHeap heap, Seat seat) {
        try {
            double bytes = heap.run(seat.server().site());
            results.add(seat.contestant(), heap.kind().subject(), number, bytes);
            say(seat.contestant(), "%s: %,.0f B each", heap.name(), bytes);
        } catch (IOException | UncheckedIOException e) {
            fail(seat.contestant(), heap.name(), e);
        }
    }

    private void say(Contestant contestant, String format, Object... values) {
        out.printf(Locale.ROOT, "round %d, %s: ", number + 1, contestant.name());
        out.printf(Locale.ROOT, format + "%n", values);
    }

    private void fail(Contestant contestant, String what, Exception reason) {
        results.failed("round " + (number + 1) + ", " + contestant.name() + ", " + what + ": " + reason.getMessage());
        say(contestant, "%s FAILED: %s", what, reason.getMessage());
    }

    @Override
    public void close() {
        seats.forEach(seat -> seat.server().close());
    }
}
