package io.capstan.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Push;
import io.capstan.Push.Failure;
import io.capstan.Push.Result;
import io.capstan.RelativeTime;
import io.capstan.push.DeviceOptions.Incoming;
import io.capstan.push.DeviceRig.Client;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices, their ids and their channels. */
class DevicesTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final DeviceRig rig = new DeviceRig();
    private final Push push = rig.pushes;

    private void options(int channels, int remembered) {
        rig.devices.begin(new DeviceOptions(Incoming.IGNORE, Duration.ZERO, channels, DAY, remembered));
    }

    private Result remember(String device, String channel) {
        return push.accept(new Push.Subscribe(device, channel, true));
    }

    @Test
    @DisplayName(
            "PAR-230 an id is random and cannot be guessed; a known caller's own is the same each time, and nobody else's")
    void ids() {
        assertTrue(rig.open().id().matches("[A-Za-z0-9_-]{24}"));
        assertNotEquals(rig.open().id(), rig.open().id());
        assertEquals("ada/phone", rig.open(Caller.of("ada"), "phone").id());
        assertEquals("bob/phone", rig.open(Caller.of("bob"), "phone").id());
        assertTrue(rig.open(Caller.of("ada")).id().length() >= 15);
        Client anonymous = rig.open(Caller.ANONYMOUS, "ada/phone");
        assertFalse(anonymous.id().contains("ada"), "who is not known brings no id: " + anonymous.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../bob/phone", "bob/phone", "\"", "ä"})
    @DisplayName("PAR-230 a name that a device cannot have closes with 1008")
    void wrongIds(String own) {
        Client client = rig.open(Caller.of("ada"), own);
        assertTrue(client.texts.get(0).startsWith("1008 device_id has "), client.texts.toString());
        assertEquals(0, rig.devices.size());
    }

    @Test
    @DisplayName("PAR-231 what a device sends is ignored, or closes with 1008 and 1003")
    void incoming() {
        Client ignored = rig.open();
        rig.route.onMessage(ignored.connection, "x");
        rig.route.onMessage(ignored.connection, ByteBuffer.allocate(1));
        assertTrue(ignored.connection.isOpen());
        rig.route.begin(new DeviceOptions(Incoming.CLOSE, Duration.ZERO, 1, DAY, 1));
        rig.route.onMessage(ignored.connection, "x");
        Client binary = rig.open();
        rig.route.onMessage(binary.connection, ByteBuffer.allocate(1));
        assertEquals(List.of("1008 Nothing is to be sent here"), ignored.data());
        assertEquals(List.of("1003 Nothing is to be sent here"), binary.data());
    }

    @Test
    @DisplayName("PAR-232 beans push with the five commands, and devices get the data as JSON")
    void commands() {
        Client ada = rig.open();
        Client bob = rig.open();
        assertEquals(Result.accepted(2), push.multicast("all"));
        assertEquals(Result.accepted(1), push.sendToDevice(ada.id(), Map.of("n", 1)));
        assertEquals(Result.accepted(1), push.subscribe(ada.id(), "news"));
        assertEquals(Result.accepted(1), push.sendToChannel("news", List.of(1, 2)));
        assertEquals(Result.accepted(1), push.unsubscribe(ada.id(), "news"));
        assertEquals(Result.accepted(0), push.sendToChannel("news", "nobody"));
        assertEquals(List.of("\"all\"", "{\"n\":1}", "[1,2]"), ada.data());
        assertEquals(List.of("\"all\""), bob.data());
    }

    @Test
    @DisplayName(
            "PAR-234 who is not connected is an unknown device; a name that cannot be a channel's is an error of the caller")
    void failures() {
        assertEquals(Result.failed(Failure.UNKNOWN_DEVICE), push.sendToDevice("nobody", "x"));
        assertEquals(Result.failed(Failure.UNKNOWN_DEVICE), push.subscribe("nobody", "news"));
        assertEquals(Result.accepted(0), push.unsubscribe("nobody", "news"));
        assertThrows(IllegalArgumentException.class, () -> push.sendToChannel("a b", "x"));
        assertThrows(IllegalArgumentException.class, () -> push.subscribe("nobody", ""));
        assertEquals(0, rig.devices.size());
    }

    @Test
    @DisplayName("PAR-239 subscribing and unsubscribing twice is the same as once, and all is over with the connection")
    void idempotent() {
        Client ada = rig.open();
        push.subscribe(ada.id(), "news");
        push.subscribe(ada.id(), "news");
        push.sendToChannel("news", 1);
        assertEquals(List.of("1"), ada.data());
        push.unsubscribe(ada.id(), "news");
        assertEquals(Result.accepted(1), push.unsubscribe(ada.id(), "news"));
        push.subscribe(ada.id(), "news");
        ada.end();
        assertEquals(0, rig.devices.size());
        assertEquals(Result.accepted(0), push.sendToChannel("news", 2));
    }

    @Test
    @DisplayName("PAR-239 what is remembered holds before a device is connected, and from one connection to the next")
    void remembered() {
        assertEquals(Result.accepted(0), remember("ada/phone", "news"));
        Client first = rig.open(Caller.of("ada"), "phone");
        push.subscribe("ada/phone", "news"); // takes nothing back
        push.subscribe("ada/phone", "weather");
        push.sendToChannel("news", 1);
        push.sendToChannel("weather", 2);
        assertEquals(List.of("1", "2"), first.data());
        first.end();
        Client second = rig.open(Caller.of("ada"), "phone");
        Client third = rig.open(Caller.of("ada"), "phone");
        push.sendToChannel("weather", 3);
        assertEquals(Result.accepted(2), push.sendToChannel("news", 4));
        second.end();
        assertEquals(Result.accepted(1), push.sendToChannel("news", 5));
        assertEquals(List.of("4"), second.data());
        assertEquals(List.of("4", "5"), third.data());
        push.unsubscribe("ada/phone", "news");
        third.end();
        assertEquals(0, rig.devices.size());
    }

    @Test
    @DisplayName("PAR-239 what is remembered ends after its time, and there is only so much of it")
    void bounds() {
        options(2, 3);
        for (String device : List.of("a/1", "a/2", "a/3")) {
            assertTrue(remember(device, "news").isAccepted());
            rig.clock.addAndGet(DAY.toNanos() / 10);
        }
        assertEquals(Result.failed(Failure.TOO_MANY_REMEMBERED), remember("a/4", "news"));
        assertTrue(remember("a/1", "weather").isAccepted(), "of one that is remembered already, and begins anew");
        assertEquals(Result.failed(Failure.TOO_MANY_CHANNELS), remember("a/1", "third"));
        rig.clock.addAndGet(DAY.toNanos() * 85 / 100);
        assertEquals(2, rig.devices.size());
        assertTrue(remember("a/4", "news").isAccepted());
        push.unsubscribe("a/4", "news");
        rig.clock.addAndGet(DAY.toNanos());
        assertEquals(0, rig.devices.size());
        for (int i = 0; i < 3; i++) {
            assertTrue(remember("b/" + i, "news").isAccepted(), "the count is right again");
        }
        assertFalse(remember("b/3", "news").isAccepted());
    }

    @Test
    @DisplayName("commands for a device from eight threads, while it comes and goes, leave it where the last one says")
    void concurrent() {
        for (int round = 0; round < 200; round++) {
            Client client = rig.open(Caller.of("ada"), "phone");
            IntStream.range(0, 8).parallel().forEach(i -> {
                push.subscribe("ada/phone", "news");
                push.unsubscribe("ada/phone", "news");
            });
            assertEquals(Result.accepted(0), push.sendToChannel("news", round));
            push.subscribe("ada/phone", "news");
            assertEquals(Result.accepted(1), push.sendToChannel("news", round));
            client.end();
            assertEquals(0, rig.devices.size());
        }
    }

    @Test
    @DisplayName("PAR-240 to a channel of 10,000 devices the JSON is encoded once, and only its subscribers get it")
    void many() {
        List<Client> subscribers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Client client = rig.open();
            push.subscribe(client.id(), "news");
            subscribers.add(client);
        }
        Client other = rig.open();
        assertEquals(Result.accepted(10_000), push.sendToChannel("news", Map.of("a", "b")));
        for (Client each : subscribers) {
            assertSame(subscribers.get(0).messages.get(1), each.messages.get(1), "one object for all");
        }
        assertEquals("{\"a\":\"b\"}", subscribers.get(0).data().get(0));
        assertEquals(List.of(), other.data());
    }

    /** Counts how often it is written. */
    public static final class Past {
        private int written;

        @RelativeTime
        public Instant getAt() {
            written++;
            return Instant.now().minus(Duration.ofDays(3)).minusSeconds(60);
        }
    }

    @Test
    @DisplayName("PAR-308 what is pushed is encoded once, and comes to each device in its own language")
    void languages() {
        Client english = rig.open();
        rig.language = "pl";
        Client polish = rig.open();
        Client other = rig.open();
        Past past = new Past();
        push.accept(new Push.Multicast(past));
        push.accept(new Push.SendToDevice(polish.id(), past));
        push.accept(new Push.Subscribe(other.id(), "news", false));
        push.accept(new Push.Subscribe(english.id(), "news", false));
        push.accept(new Push.SendToChannel("news", past));
        String ago = "{\"at\":\"3 days ago\"}";
        String temu = "{\"at\":\"3 dni temu\"}";
        assertEquals(List.of(ago, ago), english.data());
        assertEquals(List.of(temu, temu), polish.data());
        assertEquals(List.of(temu, temu), other.data());
        assertEquals(3, past.written);
        assertSame(polish.messages.get(1), other.messages.get(1), "made once for both");
    }
}
