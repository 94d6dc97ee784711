package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

@ApplicationScoped
public class Ranking {
    static final Queue<Integer> LATEST = new ConcurrentLinkedQueue<>();

    private final Set<String> players = ConcurrentHashMap.newKeySet();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    void opened(@Observes @Opened Connection connection) {
        players.add(connection.id());
    }

    void closed(@Observes @Closed Connection connection) {
        players.remove(connection.id());
        connection
                .closeInfo()
                .filter(info -> !info.isExpected())
                .ifPresent(info -> lost.add(connection.id() + " " + info.reason()));
    }
}
