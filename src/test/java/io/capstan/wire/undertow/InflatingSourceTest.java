package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.deflate.Compression;
import io.capstan.wire.deflate.FrameInflater;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InflatingSourceTest {
    private static final byte[] PLAIN = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};

    private final FakeSource socket = new FakeSource();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int calls;
    private final InflatingSource source =
            new InflatingSource(socket.conduit, new FrameInflater(), tasks::add, () -> calls++);

    private static byte[] compressed(int size) {
        ByteBuffer deflated =
                new Compression(0).deflate(ByteBuffer.allocate(size)).orElseThrow();
        ByteBuffer frame = ByteBuffer.allocate(8 + deflated.remaining());
        frame.put((byte) 0xC2).put((byte) 0xFE).putShort((short) deflated.remaining());
        return frame.putInt(0).put(deflated).array();
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    @DisplayName("as long as something waits that the engine had no room for, the engine is called to read on")
    void callsAgain() throws IOException {
        socket.segments.add(compressed(50_000));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int before = -1; before < calls; ) {
            before = calls;
            ByteBuffer target = ByteBuffer.allocate(3000);
            assertTrue(source.read(target) > 0);
            all.write(target.array(), 0, target.position());
            runTasks();
        }
        assertTrue(all.size() > 50_000 && all.size() < 50_100, all.size() + " bytes");
        assertTrue(calls > 15, calls + " calls");
        assertEquals(0, source.read(ByteBuffer.allocate(3000)));
        assertEquals(0, socket.wakeups, "TLS takes that for a loop");
    }

    @Test
    @DisplayName("an engine that does not want to read is not called, and is when it resumes")
    void resumes() throws IOException {
        socket.resumed = false;
        socket.segments.add(compressed(50_000));
        source.read(ByteBuffer.allocate(3000));
        source.read(ByteBuffer.allocate(3000));
        assertEquals(1, tasks.size(), "one call is enough");
        runTasks();
        assertEquals(0, calls);
        socket.resumed = true;
        source.resumeReads();
        runTasks();
        assertEquals(1, calls);
    }

    @Test
    @DisplayName(
            "a piece that becomes nothing yet is read on; what is not compressed passes; and then there is the end")
    void pieces() throws IOException {
        byte[] frame = compressed(50_000);
        socket.segments.add(Arrays.copyOf(frame, 3));
        socket.segments.add(Arrays.copyOfRange(frame, 3, 8));
        assertEquals(0, source.read(ByteBuffer.allocate(100)));
        socket.segments.add(Arrays.copyOfRange(frame, 8, frame.length));
        socket.segments.add(PLAIN);
        ByteBuffer target = ByteBuffer.allocate(100_000);
        assertTrue(source.read(target) > 0);
        while (socket.segments.size() > 0) {
            source.read(target);
        }
        assertArrayEquals(PLAIN, Arrays.copyOfRange(target.array(), target.position() - 8, target.position()));
        socket.ended = true;
        assertEquals(-1, source.read(target));
    }
}
