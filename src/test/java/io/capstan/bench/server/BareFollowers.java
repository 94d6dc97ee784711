package io.capstan.bench.server;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The same bytes as in the action dialect, put together once for a publication; with the same loop over the sessions. */
@ServerEndpoint(value = "/bench/action", subprotocols = "capstan.json")
public class BareFollowers {

    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();
    private static final AtomicLong OFFSET = new AtomicLong();

    @OnOpen
    public void open(Session session) {
        SESSIONS.add(session);
    }

    @OnClose
    public void close(Session session) {
        SESSIONS.remove(session);
    }

    /** Where publications go in. */
    @ServerEndpoint("/bench/action-in")
    public static class In {

        @OnMessage
        public void publish(String text) {
            String message = "{\"action\":\"channel.message\",\"channel\":\"followers\",\"offset\":"
                    + OFFSET.incrementAndGet() + ",\"data\":\"" + text + "\"}";
            for (Session session : SESSIONS) {
                session.getAsyncRemote().sendText(message);
            }
        }
    }
}
