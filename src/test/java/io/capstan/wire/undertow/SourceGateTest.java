package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceGateTest {
    private final FakeSource socket = new FakeSource();
    private final List<Runnable> deliveries = new ArrayList<>();
    private final SourceGate gate = new SourceGate(socket.conduit, deliveries::add);

    private int read() throws IOException {
        socket.segments.add(new byte[1024]);
        return gate.read(ByteBuffer.allocate(16_384));
    }

    private void read(int kibibytes) throws IOException {
        for (int i = 0; i < kibibytes; i++) {
            assertEquals(1024, read());
        }
    }

    @Test
    @DisplayName(
            "a component that does not keep up has its client wait when 256 KiB were read, until they were delivered")
    void fallsBehind() throws IOException {
        read(255);
        assertTrue(deliveries.isEmpty());
        read(1);
        assertEquals(1, deliveries.size());
        assertEquals(0, read(), "nothing seems to be there");
        deliveries.remove(0).run();
        read(255);
        assertTrue(deliveries.isEmpty(), "it counts anew");
    }

    @Test
    @DisplayName("a gate that was shut for two reasons opens when both are gone")
    void twoReasons() throws IOException {
        read(256);
        gate.pause();
        deliveries.remove(0).run();
        assertEquals(0, read());
        gate.resume();
        assertEquals(1024, read());
    }

    @Test
    @DisplayName("while it is shut the engine may ask to be told, and is told when it opens")
    void asked() throws IOException {
        gate.resumeReads();
        assertTrue(socket.conduit.isReadResumed());
        gate.pause();
        assertEquals(false, socket.conduit.isReadResumed());
        assertTrue(gate.isReadResumed(), "as far as the engine can see");
        gate.resumeReads();
        assertEquals(false, socket.conduit.isReadResumed());
        gate.resume();
        assertTrue(socket.conduit.isReadResumed());
    }

    @Test
    @DisplayName("where messages are delivered at once, a read that brings less than it could is the last one for now")
    void drained() throws IOException {
        gate.deliversAtOnce();
        gate.readable();
        assertEquals(1024, read());
        socket.segments.add(new byte[10]);
        assertEquals(0, gate.read(ByteBuffer.allocate(100)), "nobody asks the socket");
        gate.readable();
        assertEquals(10, gate.read(ByteBuffer.allocate(100)));
    }

    @Test
    @DisplayName("where messages are delivered at once, a client gets 64 KiB through before others have their turn")
    void fair() throws IOException {
        gate.deliversAtOnce();
        gate.readable();
        for (int i = 0; i < 65; i++) {
            socket.segments.add(new byte[1024]);
        }
        for (int i = 0; i < 64; i++) {
            assertEquals(1024, gate.read(ByteBuffer.allocate(1024)));
        }
        assertEquals(0, gate.read(ByteBuffer.allocate(1024)));
        assertTrue(deliveries.isEmpty(), "there is nothing to wait for");
        gate.readable();
        assertEquals(1024, gate.read(ByteBuffer.allocate(1024)));
    }

    @Test
    @DisplayName("nothing and the end pass through")
    void ends() throws IOException {
        assertEquals(0, gate.read(ByteBuffer.allocate(10)));
        socket.ended = true;
        assertEquals(-1, gate.read(ByteBuffer.allocate(10)));
        assertTrue(deliveries.isEmpty());
    }
}
