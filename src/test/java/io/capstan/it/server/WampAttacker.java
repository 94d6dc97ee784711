package io.capstan.it.server;

import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Sends broken frames, and connects anew whenever it is thrown out. A frame counts if the server has handled it: behind each
 * one comes a probe, which is answered, unless the connection ends for the frame. Several are sent at once.
 */
final class WampAttacker implements Callable<Integer> {
    private static final long FIRST_PROBE = 1L << 52;
    private static final int BURST = 32;

    private static final Set<Class<? extends WampMessage>> REQUESTS = Set.of(
            WampMessage.Publish.class,
            WampMessage.Subscribe.class,
            WampMessage.Unsubscribe.class,
            WampMessage.Call.class,
            WampMessage.Cancel.class,
            WampMessage.Register.class,
            WampMessage.Unregister.class,
            WampMessage.Yield.class,
            WampMessage.Failure.class);

    private final URI server;
    private final Protocol protocol;
    private final int frames;
    private final FuzzTally tally;
    private final WampMutator mutator;
    private final Random random;
    private long probe = FIRST_PROBE;

    /** How many probes were answered. */
    private long answered;

    WampAttacker(URI server, Protocol protocol, int frames, long seed, FuzzTally tally) {
        this.server = server;
        this.protocol = protocol;
        this.frames = frames;
        this.tally = tally;
        this.mutator = new WampMutator(protocol, seed);
        this.random = new Random(seed);
    }

    /** How many frames the server has handled. */
    @Override
    public Integer call() {
        int handled = 0;
        while (handled < frames) {
            handled += converse();
        }
        return handled;
    }

    private int converse() {
        int handled = 0;
        try (RawWebSocket socket = RawSocket.connect(server)
                .get("/wamp")
                .header("Sec-WebSocket-Protocol", protocol.subprotocol())
                .upgrade()) {
            boolean joins = random.nextInt(10) != 0;
            boolean open = true;
            for (boolean first = true; open && (first || random.nextInt(8) != 0); first = false) {
                Burst burst = burst(first, joins);
                long before = answered;
                open = exchange(socket, burst);
                int some = (int) (answered - before) + (open ? 0 : 1);
                tally.handled(some);
                handled += some;
            }
            socket.reset();
        }
        return handled;
    }

    /**
     * Frames for one write.
     *
     * @param sent what is sent, with the probes between
     * @param probes how many of these are probes
     * @param last whether the last one has to end the connection
     */
    private record Burst(List<byte[]> sent, int probes, boolean last) {
        @Override
        public String toString() {
            return sent.stream()
                    .map(HexFormat.of()::formatHex)
                    .map(hex -> hex.length() > 2_000 ? hex.substring(0, 2_000) + "…" : hex)
                    .collect(Collectors.joining("\n"));
        }
    }

    private Burst burst(boolean first, boolean joins) {
        List<byte[]> sent = new ArrayList<>();
        boolean known = !first || joins;
        if (first && joins) {
            sent.add(mutator.hello());
        }
        int probes = 0;
        for (int i = 0; i < BURST; i++) {
            byte[] frame = mutator.next();
            sent.add(frame);
            if (known ? !asks(frame) : !greets(frame)) {
                return new Burst(sent, probes, true);
            }
            known = true;
            sent.add(mutator.probe(++probe));
            probes++;
        }
        return new Burst(sent, probes, false);
    }

    /** Whether a session that sends it may go on. */
    private boolean asks(byte[] frame) {
        return messages(frame).stream().allMatch(message -> REQUESTS.contains(message.getClass()));
    }

    /** Whether somebody without a session may send it. */
    private boolean greets(byte[] frame) {
        return messages(frame).get(0) instanceof WampMessage.Hello;
    }

    /** What is in it; where it is broken, something as bad. */
    private List<WampMessage> messages(byte[] frame) {
        try {
            return protocol.decodeBytes(ByteBuffer.wrap(frame));
        } catch (ProtocolViolation e) {
            return List.of(new WampMessage.Welcome(1, Dict.EMPTY)); // which a client must not send either
        }
    }

    /** Whether the connection is still open afterwards. */
    private boolean exchange(RawWebSocket socket, Burst burst) {
        int opcode = protocol.serializer().isText() ? RawFrame.TEXT : RawFrame.BINARY;
        long due = answered + burst.probes();
        String last = "";
        try {
            socket.send(burst.sent().stream()
                    .map(frame -> RawFrame.of(opcode, frame))
                    .toArray(RawFrame[]::new));
            while (answered < due || burst.last()) {
                RawFrame frame = socket.next();
                if (frame.opcode() == RawFrame.CLOSE) {
                    tally.closed(frame.closeCode(), last, burst);
                    return false;
                }
                if (!frame.isControl()) {
                    last = received(frame);
                }
            }
            return true;
        } catch (UncheckedIOException e) {
            tally.cut(e, last, burst);
            return false;
        }
    }

    /** The kind of the last message in a frame. */
    private String received(RawFrame frame) {
        try {
            String last = "";
            for (WampMessage message : protocol.decodeBytes(ByteBuffer.wrap(frame.payload()))) {
                last = message instanceof WampMessage.Abort abort
                        ? abort.reason()
                        : message.kind().name();
                if (message instanceof WampMessage.Failure failure && failure.request() > FIRST_PROBE) {
                    answered++;
                }
            }
            return last;
        } catch (ProtocolViolation e) {
            throw new AssertionError("The server sends " + HexFormat.of().formatHex(frame.payload()), e);
        }
    }
}
