package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipeTest {
    private final Inbox inbox = new Inbox(null, Long.MAX_VALUE);

    @Test
    @DisplayName("PAR-152 a reader gives the parts as one text, empty ones too, and then the end")
    void text() throws IOException {
        Pipe<String> pipe = new Pipe<>(inbox);
        Reader reader = new PipeReader(pipe);
        pipe.put("ab", 2);
        pipe.put("", 0);
        pipe.put("c", 1);
        char[] buffer = new char[2];
        assertTrue(reader.ready());
        assertEquals('a', reader.read());
        assertEquals(1, reader.read(buffer));
        assertEquals('b', buffer[0]);
        assertEquals('c', reader.read());
        assertFalse(reader.ready());
        pipe.end();
        assertEquals(-1, reader.read());
        assertEquals(-1, reader.read(buffer));
    }

    @Test
    @DisplayName("PAR-152 a stream gives bytes without a sign")
    void bytes() throws IOException {
        Pipe<byte[]> pipe = new Pipe<>(inbox);
        InputStream stream = new PipeInputStream(pipe);
        pipe.put(new byte[] {-1, 2, 3}, 3);
        pipe.end();
        assertEquals(255, stream.read());
        assertEquals(2, stream.available());
        assertArrayEquals(new byte[] {2, 3}, stream.readAllBytes());
        assertEquals(-1, stream.read());
    }

    @Test
    @DisplayName("PAR-152 what had come before the connection ended is read, then there is an IOException")
    void broken() throws IOException {
        Pipe<String> pipe = new Pipe<>(inbox);
        Reader reader = new PipeReader(pipe);
        pipe.put("a", 1);
        pipe.fail("gone");
        assertEquals('a', reader.read());
        assertEquals(
                "gone", assertThrows(BrokenMessageException.class, reader::read).getMessage());
    }

    @Test
    @DisplayName("a message that was complete before the connection ended is read to its end")
    void complete() throws IOException {
        Pipe<String> pipe = new Pipe<>(inbox);
        pipe.end();
        pipe.fail("gone");
        assertEquals(-1, new PipeReader(pipe).read());
    }

    @Test
    @DisplayName("what comes for a reader that was closed is dropped, and reading it is an error")
    void closed() throws IOException {
        Pipe<String> pipe = new Pipe<>(inbox);
        Reader reader = new PipeReader(pipe);
        reader.close();
        pipe.put("a", 1);
        assertThrows(IOException.class, reader::read);
    }

    @Test
    @DisplayName("a thread that is interrupted while it reads stops")
    void interrupted() {
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, new PipeReader(new Pipe<>(inbox))::read);
        assertTrue(Thread.interrupted());
    }
}
