package io.capstan.endpoint;

import io.capstan.component.Component;
import io.capstan.gate.Passage;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/** The endpoint behind all routes of components; the engine makes one for each connection. */
public final class RouteEndpoint extends Endpoint {
    private final Runtime runtime;
    private @Nullable EngineSession engineSession;

    RouteEndpoint(Runtime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Passage passage = (Passage) session.getUserProperties().remove(Passage.KEY);
        config.getUserProperties().remove(Passage.KEY); // may be another map, which lives as long as the session
        Component component =
                passage == null ? null : runtime.component(passage.target().owner());
        if (passage == null || component == null) {
            Sessions.refuse(session);
            return;
        }
        EngineSession opened = new EngineSession(session, passage, component, runtime, () -> {});
        if (!passage.open()) {
            Sessions.refuse(session);
            return;
        }
        engineSession = opened;
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) opened::text);
        session.addMessageHandler(byte[].class, (MessageHandler.Partial<byte[]>) opened::binary);
        session.addMessageHandler(
                PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> opened.pong(pong.getApplicationData()));
        opened.open();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (engineSession != null) {
            engineSession.closed(reason);
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        if (engineSession != null) {
            engineSession.error(error);
        }
    }
}
