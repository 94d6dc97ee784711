package io.capstan.it.host.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.host.wire.app.Mix;
import io.capstan.it.host.wire.app.Pourer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Streams keep their place among the messages, and a source is read no faster than the client reads. */
interface StreamContract {
    /** More than all buffers between a source and a client hold. */
    int LARGE = 96 << 20;

    Venue venue();

    /** Whether a close frame can leave in the middle of a message, which RFC 6455 §5.4 allows. */
    default boolean closesWithinMessage() {
        return true;
    }

    @Test
    @DisplayName("PAR-153 streams of all sizes and kinds come whole and in order among messages, with pongs between")
    default void order() {
        for (Mix mix : List.of(Mix.MIXED, Mix.EDGES)) {
            int count = mix == Mix.EDGES ? 40 : 300;
            CheckingClient client = venue().open("patient", "streams-" + mix, mix);
            stream(client, mix, count);
            client.ping(100);
            venue().send(client, mix, 10);
            stream(client, mix, count);
            client.readMessagesAndPongs(2 * count + 10, 100);
            client.quiet();
        }
    }

    @Test
    @DisplayName(
            "PAR-153 PAR-176 what is sent after a stream waits for its end, pings are answered in the middle of it")
    default void othersWait() {
        for (String kind : List.of("text", "binary")) {
            CheckingClient client = venue().open("patient", "held-" + kind, Mix.SMALL);
            RawWebSocket socket = client.socket();
            tap(client, kind, 5);
            venue().send(client, Mix.SMALL, 1);
            RawFrame first = socket.receive();
            assertEquals(kind.equals("text") ? RawFrame.TEXT : RawFrame.BINARY, first.opcode());
            assertFalse(first.fin());
            assertEquals("abcde", new String(first.payload()));
            socket.send(RawFrame.ping("between"));
            assertEquals("between", socket.receive().text(), "the pong is all that comes");
            pour(client, 3);
            RawFrame second = socket.receive();
            assertEquals("fgh", new String(second.payload()));
            assertEquals(RawFrame.CONTINUATION, second.opcode());
            assertFalse(second.fin());
            pour(client, 0);
            RawFrame last = socket.receive();
            assertTrue(last.fin() && last.payload().length == 0, last.toString());
            client.readMessages(1);
            assertEquals(written(2), settled(client));
            assertEquals("8 closed", source(client));
        }
    }

    @Test
    @DisplayName("PAR-153 a source that fails closes with 1011, in the middle of its message; what waited is given up")
    default void failure() {
        CheckingClient client = venue().open("patient", "failing-source", Mix.SMALL);
        tap(client, "binary", 5);
        assertEquals(5, client.socket().receive().payload().length);
        venue().send(client, Mix.SMALL, 2);
        venue().control().ask("break", "to", client.name());
        if (closesWithinMessage()) {
            RawFrame close = client.socket().expectClose(1011);
            assertEquals("Internal server error", close.closeReason());
        } else {
            client.socket().awaitEnd();
        }
        venue().control().awaitJournal("failing-source", "said hello", "close 1011 SERVER");
        assertEquals("pending 0 written 0 dropped 0 failed 3", settled(client));
        assertEquals("5 closed", source(client));
    }

    @Test
    @DisplayName(
            "PAR-153 a client that does not read stops the source; it gets all when it reads, and others never wait")
    default void slow() {
        CheckingClient client = venue().openSmall("patient", "slow-stream", Mix.SMALL);
        CheckingClient other = venue().open("patient", "beside-stream", Mix.SMALL);
        tap(client, "binary", LARGE);
        pour(client, 0);
        long stopped = standstill(client);
        assertTrue(stopped < LARGE, stopped + " bytes were read for a client that reads nothing");
        assertTrue(venue().waiting(client) <= 64 * 1024, "no more than a part of it is in memory");
        venue().send(other, Mix.SMALL, 10);
        other.readMessages(10);
        Future<?> reading = venue().start(() -> {
            ByteArrayOutputStream got = new ByteArrayOutputStream(LARGE);
            RawFrame frame;
            do {
                frame = client.socket().receive();
                got.writeBytes(frame.payload());
            } while (!frame.fin());
            assertArrayEquals(Pourer.first(LARGE), got.toByteArray());
        });
        venue().await(reading);
        assertEquals(written(1), settled(client));
    }

    @Test
    @DisplayName("PAR-153 a client that vanishes within a stream: the stage fails, the source is closed")
    default void vanished() {
        CheckingClient client = venue().openSmall("patient", "vanished-stream", Mix.SMALL);
        tap(client, "binary", LARGE);
        standstill(client);
        client.socket().reset();
        assertEquals("pending 0 written 0 dropped 0 failed 1", settled(client));
        assertTrue(source(client).endsWith("closed"), source(client));
        venue().control().awaitJournal("vanished-stream", "said hello", "close 1006 PEER");
    }

    @Test
    @DisplayName("PAR-153 a close waits for the end of a stream, and streams that are sent later fail")
    default void closeBehind() {
        CheckingClient client = venue().open("patient", "closed-stream", Mix.SMALL);
        tap(client, "text", 5);
        assertEquals("abcde", client.socket().receive().text());
        venue().control().ask("close", "to", client.name(), "code", "4001");
        pour(client, 0);
        assertTrue(client.socket().receive().fin());
        assertEquals(4001, client.socket().receive().closeCode());
        assertEquals(written(1), settled(client));
    }

    private void stream(CheckingClient client, Mix mix, int count) {
        venue().control().ask("stream", "to", client.name(), "mix", mix.name(), "count", String.valueOf(count));
    }

    private void tap(CheckingClient client, String kind, int bytes) {
        venue().control().ask("tap", "to", client.name(), "kind", kind, "count", String.valueOf(bytes));
    }

    private void pour(CheckingClient client, int bytes) {
        venue().control().ask("pour", "to", client.name(), "count", String.valueOf(bytes));
    }

    private String source(CheckingClient client) {
        return venue().control().ask("source", "to", client.name());
    }

    /** Waits until a source is read no further; how far it was. */
    private long standstill(CheckingClient client) {
        String[] before = {""};
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    String now = source(client);
                    boolean same = now.equals(before[0]);
                    before[0] = now;
                    return same;
                });
        return Long.parseLong(before[0].split(" ")[0]);
    }

    /** Waits until it is known of all that was sent what became of it. */
    private String settled(CheckingClient client) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> venue().outcomes(client)
                .startsWith("pending 0 "));
        return venue().outcomes(client);
    }

    private static String written(int count) {
        return "pending 0 written " + count + " dropped 0 failed 0";
    }
}
