package io.capstan.docs;

import io.capstan.Caller;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

@Route("/desk")
@RolesAllowed("agent")
public class Desk implements MessageComponent {
    @Inject
    Caller caller;

    @Override
    public void onMessage(Connection connection, String text) {
        connection.send(connection.attributes().get("office") + ", " + caller.name() + ": " + text);
    }
}
