package io.capstan.bench.server;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;

/** Echo as a component. */
@Route("/bench/echo")
public class Echo implements MessageComponent {

    @Override
    public void onMessage(Connection connection, String text) {
        connection.send(text);
    }
}
