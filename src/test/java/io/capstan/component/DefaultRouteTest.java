package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DefaultRouteTest {
    static class ChatRoom {}

    static class HTTPEcho {}

    static class Chat2Go {}

    static class Überfahrt {}

    static class PriceV2 {}

    @Test
    @DisplayName("PAR-003 the default route is the simple name in words")
    void words() {
        assertEquals("/chat-room", DefaultRoute.of(ChatRoom.class));
        assertEquals("/http-echo", DefaultRoute.of(HTTPEcho.class));
        assertEquals("/chat2-go", DefaultRoute.of(Chat2Go.class));
        assertEquals("/price-v2", DefaultRoute.of(PriceV2.class));
        assertEquals("/überfahrt", DefaultRoute.of(Überfahrt.class));
        assertEquals("/string", DefaultRoute.of(String.class));
    }
}
