package io.capstan.bench;

import io.capstan.bench.load.BroadcastLoad;
import io.capstan.bench.load.EchoLoad;
import io.capstan.bench.load.GroupLoad;
import io.capstan.bench.load.HandshakeLoad;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.StalledLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is asked of the contestants.
 *
 * @param throughput loads of which rates are compared
 * @param stalled the load with a stalled reader, after the same one without; or none
 */
record Loads(List<Load> throughput, List<Load> stalled) {

    private static final int RECEIVERS = 1000;
    private static final int SIZE = 128;
    private static final int HANDSHAKES = 4000;

    static Loads of(Options options) {
        List<Load> throughput = new ArrayList<>();
        if (options.loads().contains("echo")) {
            throughput.add(new EchoLoad(50, SIZE));
        }
        if (options.loads().contains("fanout")) {
            IntStream.of(1, 8, 64)
                    .mapToObj(window -> new BroadcastLoad(RECEIVERS, SIZE, window))
                    .forEach(throughput::add);
        }
        if (options.loads().contains("handshakes")) {
            throughput.add(new HandshakeLoad(16, HANDSHAKES));
        }
        if (options.loads().contains("groups")) {
            throughput.add(new GroupLoad(RECEIVERS, 100, 2, SIZE, 64));
        }
        List<Load> stalled = options.loads().contains("stalled")
                ? List.of(new StalledLoad(RECEIVERS - 1, SIZE, 8, false), new StalledLoad(RECEIVERS - 1, SIZE, 8, true))
                : List.of();
        return new Loads(throughput, stalled);
    }
}
