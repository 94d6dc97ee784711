package io.capstan.push;

import io.capstan.Caller;
import io.capstan.Handshake;
import io.capstan.channel.Hub;
import io.capstan.wire.Batch;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Encoder;
import io.capstan.wire.Identity;
import io.capstan.wire.Inbox;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.Outgoing;
import io.capstan.wire.Shards;
import io.capstan.wire.Wire;
import io.capstan.wire.WireConnection;
import io.capstan.wire.WireOptions;
import io.capstan.wire.WireSupport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** All that pushes, without a container and without a network. */
final class DeviceRig {
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere.example", 1);

    final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10); // it may overflow
    final Devices devices = new Devices(clock::get);
    final Hub hub = new Hub(new ConnectionRegistry(), List.of(new DeviceDialect()));
    final Pushes pushes = new Pushes();
    final DevicePush route = new DevicePush();

    /** What devices that are opened from now on want to read. */
    String language = "en";

    private final WireSupport support = new WireSupport(
            WireOptions.DEFAULTS,
            new Encoder(),
            System::nanoTime,
            task -> {},
            Runnable::run,
            Shards.inline(),
            (delay, task) -> new CompletableFuture<>(),
            Runnable::run);

    DeviceRig() {
        pushes.hub = hub;
        pushes.devices = devices;
        route.pushes = pushes;
    }

    /** What a client gets. */
    final class Client implements Wire {
        final List<String> texts = Collections.synchronizedList(new ArrayList<>());
        final List<Outgoing> messages = Collections.synchronizedList(new ArrayList<>());
        final WireConnection connection;

        private Client(Caller caller, String... own) {
            Handshake handshake = new Handshake(
                    "ws://a.example/devices",
                    "/devices",
                    Map.of(),
                    own.length == 0 ? Map.of() : Map.of("device_id", List.of(own)),
                    Map.of("Accept-Language", List.of(language)),
                    Map.of(),
                    Optional.empty(),
                    NOWHERE,
                    NOWHERE,
                    true,
                    Instant.now());
            connection = new WireConnection(
                    new Identity(DevicePush.class, handshake, caller, new HashMap<>(), Optional.empty()),
                    this,
                    OutboxOptions.DEFAULTS,
                    new Inbox(null, 1000),
                    support,
                    info -> {});
        }

        /** Ends as the engine would have it end. */
        void end() {
            connection.closed(1000, "");
            connection.exitAll();
            route.onClose(connection, connection.closeInfo().orElseThrow());
        }

        String id() {
            return texts.get(0).replaceFirst(".*\"device_id\":\"(.*)\"}}", "$1");
        }

        /** What came behind the id. */
        List<String> data() {
            return List.copyOf(texts.subList(1, texts.size()));
        }

        @Override
        public String name() {
            return "rig";
        }

        @Override
        public boolean joins() {
            return false;
        }

        @Override
        public boolean write(Batch batch, Completion completion) {
            messages.addAll(batch.messages());
            batch.messages().forEach(message -> texts.add(message.text()));
            return true;
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(int code, String reason) {
            texts.add(code + " " + reason);
        }

        @Override
        public void abort() {}
    }

    Client open(Caller caller, String... own) {
        Client client = new Client(caller, own);
        route.onOpen(client.connection);
        return client;
    }

    Client open() {
        return open(Caller.ANONYMOUS);
    }
}
