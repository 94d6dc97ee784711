package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PausableInputTest {
    private boolean ready = true;
    private int asked;
    private int called;

    private final PausableInput input = new PausableInput(new ServletInputStream() {
        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            asked++;
            return ready;
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            return 1;
        }
    });

    PausableInputTest() {
        input.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() {
                called++;
            }

            @Override
            public void onAllDataRead() {}

            @Override
            public void onError(Throwable error) {}
        });
    }

    @Test
    @DisplayName("while it is paused nothing is ready, and the server is not asked; then the reader is called")
    void pauses() {
        assertTrue(input.isReady());
        input.pause();
        assertFalse(input.isReady());
        assertEquals(1, asked);
        input.resume();
        assertEquals(1, called);
        assertTrue(input.isReady());
    }

    @Test
    @DisplayName("a reader that had not noticed the pause is not called, since it goes on by itself")
    void unnoticed() {
        input.pause();
        input.resume();
        assertEquals(0, called);
        assertTrue(input.isReady());
    }

    @Test
    @DisplayName("where nothing is there at the end of a pause, the server calls the reader when something is")
    void nothing() {
        input.pause();
        assertFalse(input.isReady());
        ready = false;
        input.resume();
        assertEquals(0, called);
    }

    @Test
    @DisplayName("pauses are counted, whatever the order of their ends")
    void counted() {
        input.pause();
        input.pause();
        assertFalse(input.isReady());
        input.resume();
        assertFalse(input.isReady());
        assertEquals(0, called);
        input.resume();
        assertEquals(1, called);
        input.resume();
        input.pause();
        assertTrue(input.isReady(), "an end may come before its beginning");
    }
}
