package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Message;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    @DisplayName("PAR-172 codes are known by their number, once each")
    void codes() {
        for (CloseCode code : CloseCode.values()) {
            assertEquals(Optional.of(code), CloseCode.of(code.code()));
        }
        assertEquals(Optional.empty(), CloseCode.of(1004));
        assertEquals(Optional.empty(), CloseCode.of(4000));
    }

    @Test
    @DisplayName("PAR-172 1000, 1001, 1005 and 1012 are expected, no others")
    void expected() {
        assertEquals(
                Set.of(1000, 1001, 1005, 1012),
                Stream.of(CloseCode.values())
                        .filter(CloseCode::isExpected)
                        .map(CloseCode::code)
                        .collect(Collectors.toSet()));
        assertTrue(info(1000).isExpected());
        assertFalse(info(1006).isExpected());
        assertFalse(info(4000).isExpected());
    }

    private static CloseInfo info(int code) {
        return new CloseInfo(code, "", CloseInfo.Initiator.PEER, Instant.EPOCH, Optional.empty());
    }

    @Test
    @DisplayName("PAR-170 the sendable codes are those of RFC 6455 §7.4 and 3000 to 4999")
    void sendable() {
        Set<Integer> protocol = Set.of(1000, 1001, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013);
        IntStream.rangeClosed(-1, 70_000)
                .forEach(code -> assertEquals(
                        protocol.contains(code) || code >= 3000 && code <= 4999,
                        CloseCode.isSendable(code),
                        "" + code));
    }

    @Test
    @DisplayName("messages are values: equal by content, and keyed ones another value")
    void messages() {
        assertEquals(Message.text("a"), Message.text("a"));
        assertEquals(Optional.of("k"), Message.text("a").keyed("k").key());
        assertEquals(Optional.empty(), Message.text("a").key());
        assertEquals(Message.json(1).keyed("k"), Message.json(1).keyed("k"));
    }

    @Test
    @DisplayName("a binary message has a copy: neither content nor position of the original matter afterwards")
    void binary() {
        byte[] bytes = {9, 1, 2};
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(1);
        Message.Binary message = (Message.Binary) Message.binary(buffer);
        assertEquals(1, buffer.position());
        bytes[1] = 7;
        assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), message.bytes());
        assertTrue(message.bytes().isReadOnly());
        Message.Binary keyed = (Message.Binary) message.keyed("k");
        assertEquals(message.bytes(), keyed.bytes());
    }

    @Test
    @DisplayName("null is no message")
    @SuppressWarnings("DataFlowIssue")
    void nothing() {
        assertThrows(NullPointerException.class, () -> Message.text(null));
        assertThrows(NullPointerException.class, () -> Message.json(null));
    }
}
