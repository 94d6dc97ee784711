package com.example.first;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChatTest {
    @Test
    @DisplayName("what one says all hear, and by whom")
    void twoOfThem() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection ada = chat.connect("/chat/ada");
            FakeConnection grace = chat.connect("/chat/grace");
            ada.sendText("Hello!");
            grace.sendText("Good morning.");

            assertEquals(List.of("ada: Hello!", "grace: Good morning."), ada.received());
            assertEquals(List.of("ada: Hello!", "grace: Good morning."), grace.received());
        }
    }
}
