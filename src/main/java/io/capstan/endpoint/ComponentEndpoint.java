package io.capstan.endpoint;

import io.capstan.component.Component;
import io.capstan.component.Components;
import io.capstan.gate.Passage;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * The card style: a Jakarta endpoint of one's own that hands everything to a component.
 *
 * <pre>{@code
 * @ServerEndpoint(value = "/chat/{room}", configurator = GateConfigurator.class)
 * public class ChatEndpoint extends ComponentEndpoint {
 *     @Inject Chat chat;
 *
 *     @Override
 *     protected Object component() {
 *         return chat;
 *     }
 * }
 * }</pre>
 *
 * <p>Gate, outbox and callbacks are the same as for a component with {@link io.capstan.Route}. Its connections are found
 * by the class of the component: {@code connections.of(Chat.class)}. The engine makes one instance for each connection
 * and calls the methods below; an endpoint does not override them.
 */
public abstract class ComponentEndpoint {
    private @Nullable EngineSession engineSession;
    private Runnable destroy = () -> {};

    /** For subclasses. */
    protected ComponentEndpoint() {}

    /** How to destroy this instance, and what was injected into it for it alone, when its connection is over. */
    void destroyBy(Runnable destruction) {
        destroy = destruction;
    }

    /**
     * The component that handles this connection, a bean in the interface style or the annotated one; asked once, when the
     * connection is opened.
     */
    protected abstract Object component();

    /** Called by the engine. */
    @OnOpen
    public void open(Session session, EndpointConfig config) {
        Passage passage = Handover.take(session, config);
        if (passage == null) {
            Sessions.refuse(session);
            destroy.run();
            return;
        }
        Runtime runtime = CDI.current().select(Runtime.class).get();
        Terms terms = runtime.terms(askedComponent(runtime), passage.target().owner());
        EngineSession opened = new EngineSession(session, passage, terms, destroy);
        if (!passage.open()) {
            Sessions.refuse(session);
            destroy.run();
            return;
        }
        engineSession = opened;
        opened.open(passage);
    }

    /** The component, or one that does nothing but fail as {@link #component} did, so that the connection fails too. */
    private Component askedComponent(Runtime runtime) {
        try {
            return runtime.cards().behind(component());
        } catch (RuntimeException | Error e) {
            return Components.failing(getClass(), e);
        }
    }

    /** Called by the engine. */
    @OnMessage
    public void text(String part, boolean last) {
        if (engineSession != null) {
            engineSession.text(part, last);
        }
    }

    /** Called by the engine. */
    @OnMessage
    public void binary(byte[] part, boolean last) {
        if (engineSession != null) {
            engineSession.binary(part, last);
        }
    }

    /** Called by the engine. */
    @OnMessage
    public void pong(PongMessage pong) {
        if (engineSession != null) {
            engineSession.onMessage(pong);
        }
    }

    /** Called by the engine. */
    @OnClose
    public void close(CloseReason reason) {
        if (engineSession != null) {
            engineSession.closed(reason);
        }
    }

    /** Called by the engine. */
    @OnError
    public void error(Throwable error) {
        if (engineSession != null) {
            engineSession.error(error);
        }
    }
}
