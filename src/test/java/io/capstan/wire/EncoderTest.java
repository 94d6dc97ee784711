package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Message;
import io.capstan.wire.json.JsonOptions;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private final Encoder encoder = new Encoder();

    private Outgoing encode(Message message) {
        return encoder.encode(message).general();
    }

    @Test
    @DisplayName("text and binary leave as they are")
    void plain() {
        assertEquals(3, encode(Message.text("€")).bytes());
        Outgoing binary = encode(Message.binary(ByteBuffer.allocate(5)));
        assertEquals(5, binary.bytes());
    }

    @Test
    @DisplayName("who reads a binary message moves nobody else's position")
    void binary() {
        Outgoing outgoing = encode(Message.binary(ByteBuffer.wrap(new byte[] {1, 2})));
        ByteBuffer first = outgoing.binary();
        first.get();
        assertEquals(2, outgoing.binary().remaining());
        assertTrue(first.isReadOnly());
    }

    @Test
    @DisplayName("an object leaves as JSON")
    void json() {
        assertEquals("{\"a\":1}", encode(Message.json(Map.of("a", 1))).text());
        assertEquals("[1,2]", encode(Message.json(List.of(1, 2))).text());
    }

    @Test
    @DisplayName("a key goes along")
    void key() {
        assertEquals("k", encode(Message.json(List.of()).keyed("k")).key());
    }

    @Test
    @DisplayName(
            "whatever an implementation of JSON-B throws, it comes as an IllegalArgumentException that names the class")
    void unwrapped() {
        Jsonb broken = (Jsonb) Proxy.newProxyInstance(
                EncoderTest.class.getClassLoader(), new Class<?>[] {Jsonb.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("broken adapter");
                });
        encoder.begin(JsonOptions.DEFAULTS, new JsonbConfig(), Optional.of(broken), Clock.systemUTC());
        var thrown = assertThrows(IllegalArgumentException.class, () -> encode(Message.json(Thread.currentThread())));
        assertTrue(thrown.getMessage().contains("java.lang.Thread"), thrown.getMessage());
    }

    @Test
    @DisplayName("an object that JSON-B cannot encode is a failed stage of send, and the connection stays")
    void send() {
        Rig rig = new Rig();
        Object odd = new Object() {
            @SuppressWarnings("unused")
            public String getText() {
                throw new IllegalStateException("no");
            }
        };
        assertInstanceOf(IllegalArgumentException.class, Rig.failure(rig.connection.sendJson(odd)));
        assertTrue(rig.connection.isOpen());
    }
}
