package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** Two writers, one socket: no frame of either is cut into. */
class FrameGuardTest {
    private static final Object FINE = "fine";

    private static XnioWorker worker;

    private final FakeSink sink = new FakeSink(worker);
    private final FrameGuard guard = new FrameGuard(sink, false);
    private final BlockingQueue<Object> completions = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws IOException {
        worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_IO_THREADS, 1)
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
    }

    @AfterAll
    static void stop() {
        worker.shutdownNow();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String written() {
        return new String(sink.written(), StandardCharsets.US_ASCII);
    }

    private boolean ours(String frames) throws IOException {
        return guard.writeFrames(bytes(frames), error -> completions.add(error == null ? FINE : error));
    }

    private Object completion() throws InterruptedException {
        return completions.poll(10, TimeUnit.SECONDS);
    }

    /** Each write takes so many bytes, one after the other, and then nothing. */
    private void takes(int... capacities) {
        List<Integer> left = new ArrayList<>();
        for (int capacity : capacities) {
            left.add(capacity);
        }
        sink.capacity = () -> left.isEmpty() ? 0 : left.remove(0);
    }

    @Test
    @DisplayName("what fits is written at once, and nobody is called back")
    void fits() throws Exception {
        assertTrue(ours("OURS"));
        assertEquals(4, guard.write(bytes("ENGINE").limit(4)));
        assertTrue(guard.flush());
        assertEquals("OURSENGI", written());
        assertFalse(sink.resumed);
        assertTrue(completions.isEmpty());
    }

    @Test
    @DisplayName("while a half of ours waits, the engine is told that nothing fits, and cannot stop the wait")
    void oursFirst() throws Exception {
        takes(2);
        assertFalse(ours("OURS"));
        assertTrue(sink.resumed);
        assertEquals(0, guard.write(bytes("PONG")));
        assertEquals(0, guard.write(new ByteBuffer[] {bytes("PO"), bytes("NG")}, 0, 2));
        assertFalse(guard.flush());
        guard.suspendWrites();
        assertTrue(sink.resumed, "still waiting for the socket");
        assertEquals("OU", written());

        takes(1, 1, 4);
        assertEquals(4, guard.write(new ByteBuffer[] {bytes("PONG")}, 0, 1));
        assertEquals("OURSPONG", written());
        assertSame(FINE, completion());
        assertTrue(guard.flush());
        guard.suspendWrites();
        assertFalse(sink.resumed);
    }

    @Test
    @DisplayName("a flush of the engine is enough to finish ours")
    void flushFinishes() throws Exception {
        takes(1);
        assertFalse(ours("OURS"));
        sink.capacity = () -> 2;
        assertTrue(guard.flush());
        assertEquals("OURS", written());
        assertSame(FINE, completion());
        assertTrue(ours("M"), "and the next one may come");
    }

    @Test
    @DisplayName("while a half of the engine's waits, ours waits, and is written when the engine has finished")
    void engineFirst() throws Exception {
        takes(2, 1);
        ByteBuffer first = bytes("PO");
        ByteBuffer second = bytes("NG");
        assertEquals(3, guard.write(new ByteBuffer[] {first, second}, 0, 2));
        sink.capacity = () -> Integer.MAX_VALUE;
        assertFalse(ours("OURS"));
        assertEquals("PON", written());
        assertFalse(guard.flush(), "ours has not been written");
        assertEquals("PON", written());
        assertEquals(1, guard.write(new ByteBuffer[] {first, second}, 0, 2));
        assertTrue(guard.flush());
        assertEquals("PONGOURS", written());
        assertSame(FINE, completion());
    }

    @Test
    @DisplayName("a write of the engine of which nothing was taken has begun no frame")
    void nothingTaken() throws Exception {
        takes();
        assertEquals(0, guard.write(bytes("PONG")));
        sink.capacity = () -> Integer.MAX_VALUE;
        assertTrue(ours("OURS"));
        assertEquals("OURS", written());
    }

    @Test
    @DisplayName("what lies in a conduit below and has not left it is not complete")
    void unflushed() throws Exception {
        sink.flushed = false;
        assertFalse(ours("OURS"));
        assertEquals(0, guard.write(bytes("PONG")));
        sink.flushed = true;
        assertTrue(guard.flush());
        assertSame(FINE, completion());
    }

    @Test
    @DisplayName("a connection that breaks while ours waits completes it with the error, once")
    void broken() throws Exception {
        takes(1);
        assertFalse(ours("OURS"));
        sink.broken = new IOException("reset");
        assertThrows(IOException.class, guard::flush);
        assertSame(sink.broken, completion());
        assertThrows(IOException.class, () -> ours("MORE"));
        guard.truncateWrites();
        assertTrue(sink.terminated);
        assertTrue(completions.isEmpty());
    }

    @Test
    @DisplayName("a connection that is dropped while ours waits completes it with an error, once")
    void dropped() throws Exception {
        takes(1);
        assertFalse(ours("OURS"));
        guard.truncateWrites();
        guard.terminateWrites();
        assertEquals(ClosedChannelException.class, completion().getClass());
        assertTrue(completions.isEmpty());
    }

    @Test
    @DisplayName("who waits for the last frame to leave is told when it has, or when the connection has ended")
    void quiet() throws Exception {
        guard.whenQuiet(() -> completions.add("at once"));
        assertEquals("at once", completion());

        takes(1);
        assertFalse(ours("OURS"));
        guard.whenQuiet(() -> completions.add("left"));
        takes(3, 2);
        ByteBuffer close = bytes("CLOSE");
        assertEquals(2, guard.write(close));
        assertSame(FINE, completion());
        assertEquals(null, completions.poll(50, TimeUnit.MILLISECONDS), "a half of the close frame waits");
        sink.capacity = () -> Integer.MAX_VALUE;
        assertEquals(3, guard.write(close));
        assertEquals("left", completion());

        takes();
        assertFalse(ours("OURS"));
        guard.whenQuiet(() -> completions.add("gone"));
        guard.truncateWrites();
        assertEquals(ClosedChannelException.class, completion().getClass());
        assertEquals("gone", completion());
    }

    @RepeatedTest(5)
    @DisplayName("both write at the same time into a socket that takes a few bytes: every frame comes out whole")
    void whole() throws Exception {
        Random random = new Random();
        sink.capacity = () -> random.nextInt(7);
        int frames = 3000;
        AtomicReference<Throwable> fault = new AtomicReference<>();
        Thread outbox = new Thread(() -> {
            try {
                for (int i = 0; i < frames; i++) {
                    if (!ours("<o" + i + ">")) {
                        assertSame(FINE, completion());
                    }
                }
            } catch (Throwable e) {
                fault.set(e);
            }
        });
        outbox.start();
        for (int i = 0; i < frames; i++) {
            ByteBuffer[] pong = {bytes("<"), bytes("e" + i), bytes(">")};
            while (pong[2].hasRemaining()) {
                guard.write(pong, 0, 3);
            }
        }
        while (outbox.isAlive()) {
            if (guard.flush()) {
                guard.suspendWrites();
            }
            outbox.join(0, 100_000);
        }
        assertEquals(null, fault.get());
        String all = written();
        int nextOurs = 0;
        int nextEngine = 0;
        for (String frame : all.substring(1, all.length() - 1).split("><")) {
            if (frame.equals("o" + nextOurs)) {
                nextOurs++;
            } else {
                assertEquals("e" + nextEngine, frame);
                nextEngine++;
            }
        }
        assertEquals(frames, nextOurs);
        assertEquals(frames, nextEngine);
    }

    @Test
    @DisplayName("the probe finds these versions of the classes as expected")
    void probe() throws Exception {
        GuardProbe.run();
    }
}
