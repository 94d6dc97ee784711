package io.capstan.wire.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.BaseContainer;

/** A server container on Tyrus' base, with the executor that a server would have given it. It serves nothing. */
public final class StandInContainer extends BaseContainer implements ServerContainer {

    public StandInContainer() {}

    /** One in a server with a managed executor. */
    static StandInContainer with(ScheduledExecutorService managed) throws ReflectiveOperationException {
        StandInContainer container = new StandInContainer();
        Field field = BaseContainer.class.getDeclaredField("managedScheduledExecutorService");
        field.setAccessible(true);
        field.set(container, managed);
        return container;
    }

    @Override
    public void addEndpoint(Class<?> endpointClass) {}

    @Override
    public void addEndpoint(ServerEndpointConfig serverConfig) {}

    @Override
    public void upgradeHttpToWebSocket(
            Object request, Object response, ServerEndpointConfig config, Map<String, String> parameters) {}

    @Override
    public long getDefaultAsyncSendTimeout() {
        return 0;
    }

    @Override
    public void setAsyncSendTimeout(long timeout) {}

    @Override
    public Session connectToServer(Object endpoint, URI path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session connectToServer(Class<?> endpoint, URI path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session connectToServer(Class<? extends Endpoint> endpoint, ClientEndpointConfig config, URI path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getDefaultMaxSessionIdleTimeout() {
        return 0;
    }

    @Override
    public void setDefaultMaxSessionIdleTimeout(long timeout) {}

    @Override
    public int getDefaultMaxBinaryMessageBufferSize() {
        return 0;
    }

    @Override
    public void setDefaultMaxBinaryMessageBufferSize(int max) {}

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        return 0;
    }

    @Override
    public void setDefaultMaxTextMessageBufferSize(int max) {}

    @Override
    public Set<Extension> getInstalledExtensions() {
        return Set.of();
    }
}
