package io.capstan.bench.server;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A channel as Jakarta EE has it: the same loop over the sessions. */
@ServerEndpoint("/bench/channel")
public class BareListeners {

    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();

    @OnOpen
    public void open(Session session) {
        SESSIONS.add(session);
    }

    @OnClose
    public void close(Session session) {
        SESSIONS.remove(session);
    }

    /** Where publications go in. */
    @ServerEndpoint("/bench/channel-in")
    public static class In {

        @OnMessage
        public void publish(String text) {
            for (Session session : SESSIONS) {
                session.getAsyncRemote().sendText(text);
            }
        }
    }
}
