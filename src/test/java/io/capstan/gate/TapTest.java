package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TapTest {
    private final Queue<Runnable> handed = new ArrayDeque<>();
    private boolean ready = true;
    private int heard;

    private final DeferredInput tap = new DeferredInput(new ServletInputStream() {
        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    });

    private final ReadListener engine = new ReadListener() {
        @Override
        public void onDataAvailable() {
            heard++;
        }

        @Override
        public void onAllDataRead() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }
    };

    @BeforeEach
    void handOver() {
        tap.setReadListener(engine);
        tap.readOn(handed::add);
    }

    private void runHanded() {
        while (!handed.isEmpty()) {
            handed.remove().run();
        }
    }

    @Test
    @DisplayName("a tap that was never shut changes nothing")
    void open() throws IOException {
        assertTrue(tap.isReady());
        tap.onDataAvailable();
        assertEquals(1, heard);
        tap.pause();
        tap.resume();
        assertEquals(0, handed.size(), "nobody was turned away");
    }

    @Test
    @DisplayName("an engine that was turned away is called again when the tap opens, on another thread")
    void turnedAway() {
        tap.pause();
        assertFalse(tap.isReady());
        tap.resume();
        assertEquals(0, heard);
        runHanded();
        assertEquals(1, heard);
    }

    @Test
    @DisplayName("an engine that was turned away is left to the server if nothing is ready after all")
    void nothingReady() {
        tap.pause();
        tap.isReady();
        ready = false;
        tap.resume();
        runHanded();
        assertEquals(0, heard);
    }

    @Test
    @DisplayName("a call of the server that came to a shut tap is made up for")
    void missed() throws IOException {
        tap.pause();
        tap.onDataAvailable();
        assertEquals(0, heard);
        tap.resume();
        runHanded();
        assertEquals(1, heard);
    }

    @Test
    @DisplayName("a tap that is shut again before the engine was called calls it once, when it opens for good")
    void again() {
        tap.pause();
        tap.isReady();
        tap.resume();
        tap.pause();
        runHanded();
        assertEquals(0, heard);
        tap.resume();
        runHanded();
        assertEquals(1, heard);
    }

    @Test
    @DisplayName("where there are no threads any more, whoever opens the tap reads")
    void stopped() {
        tap.readOn(task -> {
            throw new RejectedExecutionException();
        });
        tap.pause();
        tap.isReady();
        tap.resume();
        assertEquals(1, heard);
    }

    @Test
    @DisplayName("the brake shuts the tap, and opens it again; but not where it is shut besides")
    void braked() throws IOException {
        PongBrakeTest.flood(tap, PongBrake.MOST_PONGS + 1);
        assertFalse(tap.isReady());
        tap.pause();
        tap.mayWrite(true);
        tap.written();
        assertEquals(0, handed.size());
        tap.resume();
        runHanded();
        assertEquals(1, heard);
        PongBrakeTest.flood(tap, PongBrake.MOST_PONGS + 1);
        tap.onDataAvailable();
        assertEquals(1, heard);
        tap.mayWrite(true);
        tap.written();
        runHanded();
        assertEquals(2, heard);
    }
}
