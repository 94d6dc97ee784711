package io.capstan.endpoint;

import io.capstan.gate.Passage;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * The second lock: lets a handshake through only if the gate did. An endpoint of the card style names it:
 * {@code @ServerEndpoint(value = "/chat/{room}", configurator = GateConfigurator.class)}.
 */
public class GateConfigurator extends ServerEndpointConfig.Configurator {

    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return Passage.current().isPresent();
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return Passage.current()
                .flatMap(passage -> passage.handshake().subprotocol())
                .orElse("");
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        config.getUserProperties().remove(Passage.KEY);
        Passage.current().ifPresent(passage -> config.getUserProperties().put(Passage.KEY, passage));
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        var bean = CDI.current().select(endpointClass);
        return bean.isResolvable() ? bean.get() : super.getEndpointInstance(endpointClass);
    }
}
