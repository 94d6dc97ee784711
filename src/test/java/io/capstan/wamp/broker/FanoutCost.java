package io.capstan.wamp.broker;

import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Protocol;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * What a publication to a thousand costs the server, up to the point where the bytes are handed to the engine: through a
 * channel, through a WAMP topic, and by pattern. On one thread, so that nothing is hidden by others:
 * {@code java -cp … io.capstan.wamp.broker.FanoutCost}.
 */
public final class FanoutCost {
    private static final int RECEIVERS = 1000;
    private static final int PUBLICATIONS = 200;
    private static final int WARMING = 30;
    private static final int ROUNDS = 41;
    private static final String PAYLOAD = "x".repeat(128);

    private final String name;
    private final BrokerRig rig = new BrokerRig(Shards.inline());
    private final List<FakeClient> clients = new ArrayList<>();
    private final Runnable publishing;
    private final double[] nanos = new double[ROUNDS];

    private FanoutCost(
            String name, Protocol protocol, BiConsumer<BrokerRig, WebSocketSession> subscribing, boolean bean) {
        this.name = name;
        for (int i = 0; i < RECEIVERS; i++) {
            FakeClient client = rig.stranger();
            clients.add(client);
            subscribing.accept(rig, rig.client(client, protocol));
        }
        WebSocketSession publisher = rig.client();
        Arguments arguments = Arguments.ofJson("\"" + PAYLOAD + "\"");
        publishing = bean
                ? () -> rig.channel("shop.orders").publish(PAYLOAD)
                : () -> rig.publish(publisher, "shop.orders", Dict.EMPTY, arguments);
        forget();
    }

    private void forget() {
        clients.forEach(FakeClient::forget);
    }

    private double run() {
        long begin = System.nanoTime();
        for (int i = 0; i < PUBLICATIONS; i++) {
            publishing.run();
        }
        double each = (System.nanoTime() - begin) / (double) PUBLICATIONS / RECEIVERS;
        if (clients.get(RECEIVERS - 1).writes() != PUBLICATIONS) {
            throw new IllegalStateException(
                    name + ": " + clients.get(RECEIVERS - 1).writes() + " writes");
        }
        forget();
        return each;
    }

    private double median() {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Measures in turn and writes one line for each way. */
    public static void main(String[] arguments) {
        BiConsumer<BrokerRig, WebSocketSession> exact =
                (rig, session) -> session.subscribeUnseen("shop.orders", "exact");
        BiConsumer<BrokerRig, WebSocketSession> prefix = (rig, session) -> session.subscribeUnseen("shop.", "prefix");
        BiConsumer<BrokerRig, WebSocketSession> joined =
                (rig, session) -> rig.channel("shop.orders").join(session.client.connection());
        List<FanoutCost> all = List.of(
                new FanoutCost("a channel, no dialect", Protocol.JSON, joined, true),
                new FanoutCost("a WAMP topic, JSON to JSON", Protocol.JSON, exact, false),
                new FanoutCost("a WAMP topic, JSON to MessagePack", Protocol.MSGPACK, exact, false),
                new FanoutCost("a WAMP topic, a component to JSON", Protocol.JSON, exact, true),
                new FanoutCost("a WAMP prefix, JSON to JSON", Protocol.JSON, prefix, false));
        for (int round = 0; round < WARMING + ROUNDS; round++) {
            for (FanoutCost one : all) {
                double each = one.run();
                if (round >= WARMING) {
                    one.nanos[round - WARMING] = each;
                }
            }
        }
        System.out.println("| 1 to 1,000, 128 bytes, through | ns for each receiver | beside a channel |");
        System.out.println("| --- | --- | --- |");
        for (FanoutCost one : all) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.2f |%n",
                    one.name,
                    one.median(),
                    one.median() / all.get(0).median());
        }
    }
}
