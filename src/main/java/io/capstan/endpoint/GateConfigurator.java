package io.capstan.endpoint;

import io.capstan.gate.Passage;
import jakarta.enterprise.context.Dependent;
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
        Passage passage = Passage.current().orElse(null);
        Handover.give(config, passage);
        if (passage != null) {
            passage.keep(runtime().handshake());
        }
    }

    Runtime runtime() {
        return CDI.current().select(Runtime.class).get();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        for (var bean : CDI.current().select(endpointClass).handles()) {
            if (bean.getBean().getBeanClass() == endpointClass) { // and not one of a subclass
                T endpoint = bean.get();
                if (endpoint instanceof ComponentEndpoint card && bean.getBean().getScope() == Dependent.class) {
                    card.destroyBy(bean::destroy);
                }
                return endpoint;
            }
        }
        return super.getEndpointInstance(endpointClass);
    }
}
