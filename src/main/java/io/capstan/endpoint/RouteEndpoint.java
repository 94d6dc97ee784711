package io.capstan.endpoint;

import io.capstan.gate.Passage;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/** The endpoint behind all routes of components; the engine makes one for each connection. */
public final class RouteEndpoint extends Endpoint implements MessageHandler.Partial<String> {
    private final Runtime runtime;
    private @Nullable EngineSession engineSession;

    RouteEndpoint(Runtime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Passage passage = Handover.take(session, config);
        Terms terms = passage == null ? null : runtime.terms(passage.target().owner());
        if (passage == null || terms == null) {
            Sessions.refuse(session);
            return;
        }
        EngineSession opened = new EngineSession(session, passage, terms, () -> {});
        if (!passage.open()) {
            Sessions.refuse(session);
            return;
        }
        engineSession = opened;
        session.addMessageHandler(String.class, this);
        opened.handle(session);
        opened.open(passage);
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (engineSession != null) {
            engineSession.text(part, last);
        }
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
