package io.capstan.bench.server;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Groups as Jakarta EE has them: a map of sets of sessions, and a loop over one of them. */
@ServerEndpoint("/bench/groups/{groups}")
public class BareGroups {

    private static final Map<String, Set<Session>> GROUPS = new ConcurrentHashMap<>();

    @OnOpen
    public void open(Session session, @PathParam("groups") String groups) {
        for (String group : groups.split("-")) {
            GROUPS.computeIfAbsent(group, any -> ConcurrentHashMap.newKeySet()).add(session);
        }
    }

    @OnClose
    public void close(Session session) {
        GROUPS.values().forEach(group -> group.remove(session));
    }

    /** Where publications go in. */
    @ServerEndpoint("/bench/groups-in")
    public static class In {

        @OnMessage
        public void publish(String text) {
            for (Session session : GROUPS.getOrDefault(Topic.of(text), Set.of())) {
                session.getAsyncRemote().sendText(text);
            }
        }
    }
}
