package io.capstan.docs;

import io.capstan.server.CapstanServer;
import java.util.List;

final class OwnServer {
    private OwnServer() {}

    static CapstanServer start() {
        return CapstanServer.builder()
                .port(0) // any free one
                .beanClasses(List.of(Chat.class, Tickets.class, TicketEndpoint.class))
                .start();
    }
}
