package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeasuredSourceTest {
    private final FakeSource socket = new FakeSource();
    private final List<Runnable> messages = new ArrayList<>();
    private int pauses;

    private final MeasuredSource source =
            new MeasuredSource(socket.conduit, Runnable::run, messages::add, new Intake() {
                @Override
                public void pause() {
                    pauses++;
                }

                @Override
                public void resume() {
                    pauses--;
                }
            });

    private void read(int kibibytes) throws IOException {
        for (int i = 0; i < kibibytes; i++) {
            socket.segments.add(new byte[1024]);
            assertEquals(1024, source.read(ByteBuffer.allocate(16_384)));
        }
    }

    @Test
    @DisplayName("a component that keeps up is never paused, and costs one marker for 32 KiB")
    void keepsUp() throws IOException {
        int markers = 0;
        for (int i = 0; i < 100; i++) {
            read(16);
            markers += messages.size();
            messages.forEach(Runnable::run);
            messages.clear();
        }
        assertEquals(0, pauses);
        assertEquals(50, markers);
    }

    @Test
    @DisplayName("a component that does not keep up has its client paused before 64 KiB wait, and read when it has")
    void fallsBehind() throws IOException {
        read(63);
        assertEquals(0, pauses);
        assertEquals(1, messages.size());
        read(1);
        assertEquals(1, pauses);
        read(16);
        assertEquals(1, pauses, "what was in the engine's buffer changes nothing");
        messages.remove(0).run();
        assertEquals(0, pauses);
        read(1);
        assertEquals(1, messages.size(), "a new marker for what has been read since");
    }

    @Test
    @DisplayName("nothing and the end pass through")
    void ends() throws IOException {
        assertEquals(0, source.read(ByteBuffer.allocate(10)));
        socket.ended = true;
        assertEquals(-1, source.read(ByteBuffer.allocate(10)));
        assertTrue(messages.isEmpty());
    }
}
