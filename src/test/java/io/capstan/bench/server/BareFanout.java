package io.capstan.bench.server;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Broadcast as Jakarta EE has it: a loop over the sessions. */
@ServerEndpoint("/bench/fanout")
public class BareFanout {

    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();

    @OnOpen
    public void open(Session session) {
        SESSIONS.add(session);
    }

    @OnMessage
    public void publish(Session publisher, String text) {
        for (Session session : SESSIONS) {
            if (!session.equals(publisher)) {
                session.getAsyncRemote().sendText(text);
            }
        }
    }

    @OnClose
    public void close(Session session) {
        SESSIONS.remove(session);
    }
}
