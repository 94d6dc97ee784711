package io.capstan.it.host.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.host.wire.app.Mix;
import io.capstan.testing.RawFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Pongs and close frames stand between messages, never within one, however little of a write the socket has taken.
 *
 * <p>What would break this is an engine that answers a ping while a write of the framework is half out. So that this
 * happens, and not only may happen, clients stop reading until nothing gets through, ping, and go on only when the
 * server has read the pings.
 */
interface PlaceContract {
    /** How many pings are sent to a server that cannot answer: after less than a hundred Undertow stops reading. */
    int PINGS = 20;

    int ROUNDS = 4;

    Venue venue();

    @Test
    @DisplayName("PAR-176 pings that come while a write is half out are answered in their order, between messages")
    default void pingsWhileBlocked() {
        for (Mix mix : List.of(Mix.MIXED, Mix.LARGE)) {
            CheckingClient client = venue().openSmall("patient", "held-" + mix, mix);
            int sent = 0;
            for (int round = 0; round < ROUNDS; round++) {
                sent += venue().fill(client, mix);
                client.ping(PINGS);
                venue().hear(client, "round " + round);
                // what the client sends has its window opened a little; then the server is in the middle of a write
                // again
                Awaitility.await("in the middle of a write").until(() -> venue().isBlocked(client));
                venue().send(client, mix, 100);
                sent += 100;
                client.readMessages(sent - 50);
                client.ping(PINGS);
                client.readMessages(sent);
                client.readPongs();
            }
            assertEquals(2 * ROUNDS * PINGS, client.pongs());
            client.quiet();
        }
    }

    @Test
    @DisplayName("PAR-176 clients that flood pings and read slowly, in pieces: every frame and every pong in its place")
    default void pingFlood() {
        int each = 200;
        int pings = 3000;
        List<CheckingClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(venue().openSmall("crowd", "flood" + i, Mix.MIXED));
        }
        Map<CheckingClient, Integer> sent = new HashMap<>();
        clients.forEach(client -> sent.put(client, venue().fill(client, Mix.MIXED) + 4 * each));
        venue().publish("crowd", Mix.MIXED, 4, each);
        List<Future<?>> tasks = new ArrayList<>();
        for (CheckingClient client : clients) {
            client.slow(10);
            tasks.add(venue().start(() -> client.flood(pings)));
            tasks.add(venue().start(() -> client.readMessagesAndPongs(sent.get(client), pings)));
        }
        venue().await(tasks);
        clients.forEach(CheckingClient::quiet);
    }

    @Test
    @DisplayName("PAR-170 a close comes behind all that was sent, with code and reason, and nothing behind it")
    default void closeBehindMessages() {
        CheckingClient reader =
                venue().openSmall("patient", "closed", Mix.MIXED).slow(10);
        CheckingClient pinger = venue().openSmall("patient", "closed-pinging", Mix.MIXED);
        List<Future<?>> readers = new ArrayList<>();
        for (CheckingClient client : List.of(reader, pinger)) {
            int sent = venue().fill(client, Mix.MIXED);
            if (client == pinger) {
                client.ping(PINGS);
                venue().hear(client, "pinged");
            }
            venue().control().ask("close", "to", client.name(), "code", "4001");
            readers.add(venue().start(() -> {
                RawFrame close = client.readClose();
                assertEquals(sent, client.messages(), client.name());
                assertEquals(4001, close.closeCode());
                assertEquals("as told", close.closeReason());
            }));
        }
        venue().await(readers);
        assertEquals(PINGS, pinger.pongs(), "pongs for what was pinged before the close");
        venue().control().awaitJournal("closed", "said hello", "close 4001 SERVER");
    }

    @Test
    @DisplayName("PAR-170 the last of many messages and the close frame come at once to a client that reads at once")
    default void closeAtOnce() {
        for (int i = 0; i < 20; i++) {
            CheckingClient client = venue().open("patient", "brief" + i, Mix.SMALL);
            venue().send(client, Mix.SMALL, 50);
            venue().control().ask("close", "to", client.name(), "code", "4002");
            assertEquals(4002, client.readClose().closeCode());
            assertEquals(50, client.messages());
        }
    }
}
