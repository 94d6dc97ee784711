package io.capstan.it.host.wire;

import io.capstan.it.host.wire.app.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sent arrives: all of it, once, unchanged, and in order. */
interface OrderContract {

    Venue venue();

    @Test
    @DisplayName(
            "PAR-154 what 16 threads broadcast and send reaches connections of all speeds once, in each one's order")
    default void sixteenThreads() {
        int threads = 16;
        int each = 150;
        List<CheckingClient> clients = new ArrayList<>();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CheckingClient prompt = venue().open("crowd", "prompt" + i, Mix.MIXED);
            clients.add(i == 0 ? prompt : prompt.slow(20 * i));
            readers.add(venue().start(() -> prompt.readMessages(threads * each)));
        }
        CheckingClient late = venue().openSmall("crowd", "late", Mix.MIXED);
        CheckingClient later = venue().openSmall("crowd", "later", Mix.MIXED).slow(20);
        int own = venue().fill(late, Mix.MIXED);
        int ownOfLater = venue().fill(later, Mix.MIXED);
        clients.addAll(List.of(late, later));

        venue().publish("crowd", Mix.MIXED, threads, each);

        readers.add(venue().start(() -> late.readMessages(own + threads * each)));
        readers.add(venue().start(() -> later.readMessages(ownOfLater + threads * each)));
        venue().await(readers);
        clients.forEach(CheckingClient::quiet);
    }

    @Test
    @DisplayName("PAR-154 many small messages of 16 threads, too")
    default void small() {
        List<CheckingClient> clients = new ArrayList<>();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CheckingClient client = venue().open("crowd", "small" + i, Mix.SMALL);
            clients.add(client);
            readers.add(venue().start(() -> client.readMessages(16 * 500)));
        }
        venue().publish("crowd", Mix.SMALL, 16, 500);
        venue().await(readers);
        clients.forEach(CheckingClient::quiet);
    }

    @Test
    @DisplayName("PAR-150 text and binary of 0 bytes to 1 MiB, with each form of the header, among small ones")
    default void sizes() {
        int count = 51; // each size as text and as binary
        List<CheckingClient> clients = List.of(
                venue().open("patient", "sizes", Mix.EDGES),
                venue().openSmall("patient", "sizes-small", Mix.EDGES),
                venue().openSmall("patient", "sizes-slow", Mix.EDGES).slow(20));
        clients.forEach(client -> venue().send(client, Mix.EDGES, count));
        List<Future<?>> readers = new ArrayList<>();
        clients.forEach(client -> readers.add(venue().start(() -> client.readMessages(count))));
        venue().await(readers);
        clients.forEach(CheckingClient::quiet);
    }
}
