package io.capstan.bench;

import io.capstan.bench.host.Host;
import io.capstan.bench.load.BroadcastLoad;
import io.capstan.bench.load.EchoLoad;
import io.capstan.bench.load.GroupLoad;
import io.capstan.bench.load.HandshakeLoad;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.StalledLoad;
import io.capstan.bench.load.WampCallLoad;
import io.capstan.bench.load.WampFanoutLoad;
import io.capstan.bench.load.WampForm;
import io.capstan.bench.load.WampLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is asked of the contestants.
 *
 * @param throughput loads of which rates are compared
 * @param wamp loads of which the rates of routers of WAMP are compared
 * @param stalled loads with a stalled reader, each after the same one without
 */
record Loads(List<Load> throughput, List<WampLoad> wamp, List<Pair> stalled) {

    /** A load without a stalled reader, and with one. */
    record Pair(Load calm, Load stalled) {
        private static Pair of(String name, int readers) {
            return new Pair(
                    new StalledLoad(name, readers, SIZE, 8, false), new StalledLoad(name, readers, SIZE, 8, true));
        }
    }

    private static final int RECEIVERS = 1000;
    private static final int CROWD = 10_000;
    private static final int SIZE = 128;
    private static final int HANDSHAKES = 4000;

    static Loads of(Options options) {
        List<Load> throughput = new ArrayList<>();
        if (options.loads().contains("echo")) {
            throughput.add(new EchoLoad(50, SIZE));
        }
        if (options.loads().contains("fanout")) {
            IntStream.of(1, 8, 64)
                    .mapToObj(window -> BroadcastLoad.toAll(RECEIVERS, SIZE, window))
                    .forEach(throughput::add);
        }
        if (options.loads().contains("channel")) {
            IntStream.of(1, 8, 64)
                    .mapToObj(window -> BroadcastLoad.toChannel(RECEIVERS, SIZE, window))
                    .forEach(throughput::add);
        }
        if (options.loads().contains("action")) {
            IntStream.of(1, 8, 64)
                    .mapToObj(window -> BroadcastLoad.toActions(RECEIVERS, SIZE, window))
                    .forEach(throughput::add);
        }
        if (options.loads().contains("handshakes")) {
            throughput.add(new HandshakeLoad(16, HANDSHAKES));
        }
        if (options.loads().contains("groups")) {
            throughput.add(new GroupLoad(RECEIVERS, 100, 2, SIZE, 64));
        }
        List<Pair> stalled = new ArrayList<>();
        if (options.loads().contains("stalled")) {
            stalled.add(Pair.of("a thousand", RECEIVERS - 1));
        }
        if (options.loads().contains("crowd")) {
            stalled.add(Pair.of("ten thousand", CROWD - 1));
        }
        return new Loads(throughput, wamp(options), stalled);
    }

    private static List<WampLoad> wamp(Options options) {
        List<WampLoad> wamp = new ArrayList<>();
        if (options.loads().contains("wamp-calls")) {
            for (int inFlight : new int[] {1, 32}) {
                for (WampForm form : WampForm.values()) {
                    wamp.add(new WampCallLoad(form, SIZE, inFlight));
                }
            }
        }
        if (options.loads().contains("wamp-events")) {
            for (int subscribers : new int[] {20, RECEIVERS}) {
                for (WampForm form : WampForm.values()) {
                    wamp.add(new WampFanoutLoad(form, subscribers, SIZE, subscribers == RECEIVERS ? 8 : 64));
                }
            }
        }
        return wamp;
    }

    /** Whether somebody is needed for one of them. */
    boolean need(Host host) {
        return Stream.of(throughput.stream(), wamp.stream(), stalled.stream().map(Pair::calm))
                .flatMap(loads -> loads)
                .anyMatch(host::takes);
    }
}
