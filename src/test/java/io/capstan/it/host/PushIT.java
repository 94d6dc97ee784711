package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A backend pushes by HTTP, and devices and channels get it. */
class PushIT extends PushApplication {
    @Deployment(testable = false)
    static Archive<?> war() {
        return application("push");
    }

    @Test
    @DisplayName("PAR-230 PAR-232 PAR-233 a device is told its id, and gets only the data of what is pushed")
    void devices() {
        try (Device ada = device();
                Device bob = device()) {
            assertTrue(ada.id().length() >= 15, ada.id());
            assertEquals(accepted(1), push(send(ada, "{\"a\":[1.50, \"ä\"]}")).body());
            assertEquals("{\"a\":[1.50, \"ä\"]}", ada.client().receiveText());
            push("{\"action\":\"multicast\",\"data\":\"all\"}");
            assertEquals("\"all\"", ada.client().receiveText());
            assertEquals("\"all\"", bob.client().receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-230 a known caller brings a name for its device, and is found by it; a name that is none gets 1008")
    void ownId() {
        String token = "Bearer " + ISSUER.token("ada", 60);
        RawSocket socket = RawSocket.connect(base);
        try (Device ada = device(socket.get("/devices?device_id=phone").header("Authorization", token))) {
            assertEquals("ada/phone", ada.id());
            assertEquals(accepted(1), push(send(ada, "1")).body());
            assertEquals("1", ada.client().receiveText());
        }
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/devices?device_id=a%20b")
                .header("Authorization", token)
                .upgrade()) {
            client.expectClose(1008);
        }
        try (Device nobody = device(RawSocket.connect(base).get("/devices?device_id=phone"))) {
            assertEquals(24, nobody.id().length(), "who is not known gets a random one: " + nobody.id());
        }
    }

    @Test
    @DisplayName("PAR-231 what a device sends is ignored")
    void ignored() {
        try (Device ada = device()) {
            ada.client().send("hello").send(RawFrame.binary((byte) 1));
            push(send(ada, "1"));
            assertEquals("1", ada.client().receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-232 PAR-239 a channel reaches devices and connections of components, and who unsubscribes hears nothing")
    void channels() {
        try (Device ada = device();
                RawWebSocket room = RawSocket.connect(base).get("/room/blue").upgrade()) {
            assertEquals("joined", room.receiveText());
            assertEquals(accepted(1), push(subscribe("subscribe", ada, "blue")).body());
            push(subscribe("subscribe", ada, "blue"));
            assertEquals(accepted(2), push(publish("blue", "\"hi\"")).body());
            assertEquals("\"hi\"", ada.client().receiveText());
            assertEquals("hi", room.receiveText());
            push(subscribe("unsubscribe", ada, "blue"));
            push(subscribe("unsubscribe", ada, "blue"));
            assertEquals(accepted(1), push(publish("blue", "{}")).body());
            assertEquals("{}", room.receiveText());
            push(send(ada, "2"));
            assertEquals("2", ada.client().receiveText());
        }
    }

    @Test
    @DisplayName("PAR-237 a bean sends to a device")
    void bean() {
        try (Device ada = device();
                RawWebSocket room = RawSocket.connect(base).get("/room/red").upgrade()) {
            assertEquals("joined", room.receiveText());
            assertEquals("1", room.send(ada.id()).receiveText());
            assertEquals("\"from a bean\"", ada.client().receiveText());
        }
    }
}
