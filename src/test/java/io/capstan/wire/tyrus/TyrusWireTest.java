package io.capstan.wire.tyrus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.Batch;
import io.capstan.wire.Batches;
import io.capstan.wire.Wire;
import io.capstan.wire.WireMismatchException;
import jakarta.websocket.Extension;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.tyrus.core.extension.ExtendedExtension;
import org.glassfish.tyrus.core.frame.Frame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TyrusWireTest {
    private static final Batch BATCH = Batches.of("one", "two");

    private final List<@Nullable Throwable> completions = new ArrayList<>();
    private final MemoryTyrus tyrus = new MemoryTyrus().open();
    private final Wire wire = wire(tyrus);

    TyrusWireTest() throws Exception {}

    private static Wire wire(MemoryTyrus tyrus) throws WireMismatchException {
        TyrusWireFactory factory = new TyrusWireFactory();
        factory.start(new StandInContainer());
        return factory.open(tyrus.session, null, session -> {});
    }

    @Test
    @DisplayName("a batch leaves as its frames and nothing else, in one write")
    void frames() throws IOException {
        assertTrue(wire.joins());
        assertTrue(wire.write(BATCH, completions::add));
        assertArrayEquals(
                new byte[] {(byte) 0x81, 3, 'o', 'n', 'e', (byte) 0x81, 3, 't', 'w', 'o'}, tyrus.written.toByteArray());
        assertEquals(List.of(), completions, "it was complete when the call returned");
    }

    @Test
    @DisplayName("a write that the socket does not take at once completes later, and once")
    void later() throws IOException {
        tyrus.holds = true;
        assertFalse(wire.write(BATCH, completions::add));
        assertEquals(List.of(), completions);
        tyrus.waiting.element().completed(null);
        tyrus.waiting.element().failed(new IOException("too late"));
        assertEquals(1, completions.size());
        assertNull(completions.get(0));
    }

    @Test
    @DisplayName("before a close frame, nothing is sent until the socket takes it")
    void flush() throws IOException {
        assertTrue(wire.flush(completions::add));
        tyrus.holds = true;
        assertFalse(wire.flush(completions::add));
        tyrus.waiting.element().completed(null);
        assertEquals(1, completions.size());
        assertNull(completions.get(0));
        assertEquals(0, tyrus.written.size());
    }

    @Test
    @DisplayName("a write that fails later completes with the reason itself")
    void failsLater() throws IOException {
        tyrus.holds = true;
        assertFalse(wire.write(BATCH, completions::add));
        IOException reason = new IOException("broken pipe");
        tyrus.waiting.element().failed(reason);
        assertEquals(1, completions.size());
        assertSame(reason, completions.get(0));
    }

    @Test
    @DisplayName("a write that fails at once is an IOException, without completion")
    void failsAtOnce() {
        tyrus.failure = new IOException("reset");
        IOException thrown = assertThrows(IOException.class, () -> wire.write(BATCH, completions::add));
        assertSame(tyrus.failure, thrown.getCause());
        assertEquals(List.of(), completions);
    }

    @Test
    @DisplayName("a write to a closed web socket is an IOException, and nothing leaves behind the close frame")
    void closed() {
        tyrus.socket.close(1000, "bye");
        byte[] untilThen = tyrus.written.toByteArray();
        assertEquals((byte) 0x88, untilThen[0]);
        assertThrows(IOException.class, () -> wire.write(BATCH, completions::add));
        assertArrayEquals(untilThen, tyrus.written.toByteArray());
        assertEquals(List.of(), completions);
    }

    @Test
    @DisplayName("a batch is written as it is even if an extension was negotiated that changes every frame of Tyrus")
    void extension() throws Exception {
        MemoryTyrus compressed = new MemoryTyrus(compression()).open();
        wire(compressed).write(Batches.of("x"), completions::add);
        compressed.socket.sendPing(new byte[] {1});
        assertArrayEquals(
                new byte[] {(byte) 0x81, 1, 'x', (byte) 0xC9, 1, 1},
                compressed.written.toByteArray(),
                "ours without RSV1, that of Tyrus with it");
    }

    /** Marks frames as compressed, as permessage-deflate does (RFC 7692 §6). */
    private static Extension compression() {
        return (Extension) Proxy.newProxyInstance(
                TyrusWireTest.class.getClassLoader(),
                new Class<?>[] {ExtendedExtension.class},
                (proxy, method, arguments) -> method.getName().equals("processOutgoing")
                        ? Frame.builder((Frame) arguments[1]).rsv1(true).build()
                        : null);
    }

    @Test
    @DisplayName("a session that is not Tyrus' own is refused, with what it is")
    void foreignSession() throws Exception {
        TyrusWireFactory factory = new TyrusWireFactory();
        factory.start(new StandInContainer());
        RemoteEndpoint.Basic basic = (RemoteEndpoint.Basic) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Basic.class},
                (proxy, method, args) -> null);
        Session foreign = MemoryTyrus.session(basic);
        WireMismatchException thrown =
                assertThrows(WireMismatchException.class, () -> factory.open(foreign, null, session -> {}));
        assertTrue(thrown.getMessage().contains(basic.getClass().getName()), thrown.getMessage());
    }
}
