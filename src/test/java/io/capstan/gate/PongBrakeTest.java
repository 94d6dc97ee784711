package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that sends pings and takes no pongs")
class PongBrakeTest {
    private final List<String> events = new ArrayList<>();
    private final PongBrake brake = new Lowest(() -> events.add("released"));

    /** Its pings come in while nothing can be written. */
    static void flood(PongBrake brake, int pings) {
        brake.mayWrite(false);
        for (int i = 0; i < pings; i++) {
            brake.pinged();
        }
    }

    @Test
    @DisplayName("is read from as long as no more than a hundred pongs wait for it")
    void few() {
        flood(brake, PongBrake.MOST_PONGS);
        assertFalse(brake.holds());
        brake.pinged();
        assertTrue(brake.holds());
    }

    @Test
    @DisplayName("is read from, however many they are, while the pongs leave")
    void taken() {
        flood(brake, 1_000_000);
        brake.mayWrite(true);
        assertFalse(brake.holds());
        brake.mayWrite(false);
        assertFalse(brake.holds(), "those before have left");
    }

    @Test
    @DisplayName("is read from again when the pongs have left, and not before")
    void again() {
        flood(brake, 101);
        brake.holds();
        brake.written();
        assertEquals(List.of(), events, "some are still there");
        brake.mayWrite(true);
        brake.written();
        brake.written();
        assertEquals(List.of("released"), events);
        assertFalse(brake.holds());
    }

    @Test
    @DisplayName("the output tells the brake how it goes, and is the other one besides")
    void output() throws IOException {
        Sink sink = new Sink();
        WatchedOutput output = new WatchedOutput(sink, brake);
        output.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                events.add("engine, ready " + output.isReady());
            }

            @Override
            public void onError(Throwable error) {
                events.add(error.getMessage());
            }
        });
        flood(brake, 101);
        sink.ready = false;
        assertFalse(output.isReady());
        assertTrue(brake.holds());
        sink.ready = true;
        sink.listener.onWritePossible();
        sink.listener.onError(new IOException("broken"));
        assertEquals(List.of("engine, ready true", "released", "broken"), events);
        output.write(1);
        output.write(new byte[] {2, 3});
        output.flush();
        output.close();
        assertEquals("[1, 2, 3] flushed closed", sink.toString());
    }

    /** The layer alone: there is nothing to read. */
    private static final class Lowest extends PongBrake {
        private final Runnable reading;

        Lowest(Runnable reading) {
            this.reading = reading;
        }

        @Override
        void goOn() {
            reading.run();
        }

        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Sink extends ServletOutputStream {
        private final List<Integer> written = new ArrayList<>();
        private String end = "";
        private boolean ready = true;
        private WriteListener listener;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener set) {
            listener = set;
        }

        @Override
        public void write(int value) {
            written.add(value);
        }

        @Override
        public void flush() {
            end += " flushed";
        }

        @Override
        public void close() {
            end += " closed";
        }

        @Override
        public String toString() {
            return written + end;
        }
    }
}
