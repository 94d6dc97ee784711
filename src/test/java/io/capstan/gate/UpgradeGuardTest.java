package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpgradeGuardTest {
    private final List<String> events = new ArrayList<>();

    private final ReadListener listener = new ReadListener() {
        @Override
        public void onDataAvailable() {
            events.add("data");
        }

        @Override
        public void onAllDataRead() {}

        @Override
        public void onError(Throwable error) {}
    };

    /** Calls a listener back as soon as it is set, as a server does when data has come with the handshake. */
    private int available = 3;

    private final ServletInputStream input = new ServletInputStream() {
        @Override
        public void setReadListener(ReadListener set) {
            events.add("set");
            try {
                set.onDataAvailable();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public int read() {
            return 0x82; // twice, and they are the beginning of a frame
        }

        @Override
        public int available() {
            return available;
        }
    };

    private final WebConnection connection = new WebConnection() {
        @Override
        public ServletInputStream getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() throws IOException {
            events.add("closed");
            throw new IOException("already gone");
        }
    };

    /** An engine that sets its listener before it is ready. */
    private final HttpUpgradeHandler engine = new HttpUpgradeHandler() {
        @Override
        public void init(WebConnection opened) {
            try {
                opened.getInputStream().setReadListener(listener);
                events.add("read " + opened.getInputStream().read(new byte[2]));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            events.add("ready");
        }

        @Override
        public void destroy() {
            events.add("destroyed");
        }
    };

    private final UpgradeGuard guard = new UpgradeGuard();

    @Test
    @DisplayName("PAR-171 a close before the engine is ready waits until it is, and the server may still fail it")
    void closedEarly() {
        guard.guard(new HttpUpgradeHandler() {
            @Override
            public void init(WebConnection opened) {
                engine.init(opened);
                assertDoesNotThrow(opened::close);
                events.add("asked");
            }

            @Override
            public void destroy() {}
        });
        assertThrows(UncheckedIOException.class, () -> guard.init(connection));
        assertEquals(List.of("read 2", "ready", "asked", "set", "data", "closed"), events);
    }

    @Test
    @DisplayName("the connection of an engine that fails behind its 101 is closed, since nobody else would")
    void failing() {
        guard.guard(new HttpUpgradeHandler() {
            @Override
            public void init(WebConnection opened) {
                throw new IllegalArgumentException("no URI");
            }

            @Override
            public void destroy() {}
        });
        assertEquals(
                "no URI",
                assertThrows(IllegalArgumentException.class, () -> guard.init(connection))
                        .getMessage());
        assertEquals(List.of("closed"), events);
    }

    @Test
    @DisplayName("PAR-121 the read listener is set when the engine is ready, not before")
    void deferred() {
        guard.guard(engine);
        guard.init(connection);
        assertEquals(List.of("read 2", "ready", "set", "data"), events);
    }

    @Test
    @DisplayName("a listener that is set later is set at once")
    void later() throws IOException {
        DeferredInput deferred = new DeferredInput(input);
        deferred.release();
        assertEquals(List.of(), events);
        deferred.setReadListener(listener);
        assertEquals(List.of("set", "data"), events);
        assertEquals(3, deferred.available());
        byte[] bytes = new byte[2];
        assertEquals(2, deferred.read(bytes));
        assertEquals((byte) 0x82, bytes[1]);
    }

    @Test
    @DisplayName(
            "drop closes the connection, and does not mind that it is gone; before and after there is nothing to drop")
    void drop() {
        guard.guard(engine);
        guard.drop();
        guard.init(connection);
        events.clear();
        assertDoesNotThrow(() -> guard.drop());
        assertEquals(List.of("closed"), events);
        guard.destroy();
        guard.drop();
        assertEquals(List.of("closed", "destroyed"), events);
    }

    @Test
    @DisplayName("without an engine nothing happens")
    void alone() {
        assertDoesNotThrow(() -> guard.init(connection));
        assertDoesNotThrow(guard::destroy);
        assertEquals(List.of(), events);
    }
}
