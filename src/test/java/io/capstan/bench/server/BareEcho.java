package io.capstan.bench.server;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Echo as Jakarta EE has it. */
@ServerEndpoint("/bench/echo")
public class BareEcho {

    @OnMessage
    public void echo(Session session, String text) {
        session.getAsyncRemote().sendText(text);
    }
}
