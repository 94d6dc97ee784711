package io.capstan.component;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;

/** Sends back what it gets, text as text and binary as binary. Mounted at {@code capstan.echo.route}, if that is set. */
@ApplicationScoped
public class EchoComponent implements MessageComponent {

    @Override
    public void onMessage(Connection connection, String text) {
        connection.send(text);
    }

    @Override
    public void onMessage(Connection connection, ByteBuffer binary) {
        connection.send(binary);
    }
}
