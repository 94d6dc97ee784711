package io.capstan.docs;

import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint(value = "/tickets/{queue}", configurator = GateConfigurator.class)
public class TicketEndpoint extends ComponentEndpoint {
    @Inject
    Tickets tickets;

    @Override
    protected Object component() {
        return tickets;
    }
}
