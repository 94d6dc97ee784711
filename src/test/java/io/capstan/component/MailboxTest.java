package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ClientException;
import io.capstan.CloseInfo;
import io.capstan.CloseInfo.Initiator;
import io.capstan.Message;
import io.capstan.wire.Inbox;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Message ONE = Message.text("1");
    private static final Message TWO = Message.text("2");

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Mailbox mailbox = new Mailbox(new Inbox(null, Long.MAX_VALUE), open::get);

    private static CloseInfo end(Initiator initiator) {
        return new CloseInfo(1000, "", initiator, Instant.EPOCH, Optional.empty());
    }

    @Test
    @DisplayName("PAR-134 messages come in order, also those from before the peer's close; then there are none")
    void peer() throws InterruptedException {
        mailbox.put(ONE, 1);
        mailbox.put(TWO, 1);
        assertEquals(Optional.of(ONE), mailbox.receive());
        assertEquals(Optional.empty(), mailbox.end());
        open.set(false);
        mailbox.end(end(Initiator.PEER));
        assertEquals(Optional.of(TWO), mailbox.receive());
        assertEquals(Optional.empty(), mailbox.receive());
        assertEquals(1000, mailbox.end().orElseThrow().code());
    }

    @Test
    @DisplayName("PAR-134 once this side has closed, nothing is received any more")
    void server() throws InterruptedException {
        mailbox.put(ONE, 1);
        open.set(false);
        assertThrows(TimeoutException.class, () -> mailbox.receive(Duration.ofMillis(1)));
        mailbox.end(end(Initiator.SERVER));
        assertEquals(Optional.empty(), mailbox.receive());
    }

    @Test
    @DisplayName("a time-out is told apart from the end")
    void timeout() throws Exception {
        assertThrows(TimeoutException.class, () -> mailbox.receive(Duration.ZERO));
        mailbox.put(ONE, 1);
        assertEquals(Optional.of(ONE), mailbox.receive(Duration.ZERO));
        mailbox.end(end(Initiator.PEER));
        assertEquals(Optional.empty(), mailbox.receive(Duration.ZERO));
    }

    @Test
    @DisplayName("the other kind of message than the one asked for is refused with 1003")
    void kinds() {
        mailbox.put(Message.binary(ByteBuffer.allocate(1)), 1);
        mailbox.put(ONE, 1);
        assertEquals(
                1003, assertThrows(ClientException.class, mailbox::receiveText).code());
        assertEquals(
                1003,
                assertThrows(ClientException.class, mailbox::receiveBinary).code());
    }

    @Test
    @DisplayName("a loop ends with the messages, or when its thread is interrupted")
    void loop() {
        mailbox.put(ONE, 1);
        Iterator<Message> messages = mailbox.iterator();
        assertTrue(messages.hasNext());
        assertTrue(messages.hasNext());
        assertEquals(ONE, messages.next());
        Thread.currentThread().interrupt();
        assertFalse(messages.hasNext());
        assertTrue(Thread.interrupted());
        mailbox.end(end(Initiator.PEER));
        assertThrows(NoSuchElementException.class, messages::next);
    }

    @Test
    @DisplayName("what nobody will receive does not count in the inbox: neither what waits nor what comes later")
    void closed() {
        Inbox small = new Inbox(null, 200);
        Mailbox left = new Mailbox(small, open::get);
        left.put(ONE, 500);
        left.close();
        left.put(TWO, 500);
        small.add(1); // would wait for ever
    }
}
