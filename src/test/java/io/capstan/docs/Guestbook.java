package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** Lets the test read what {@link Census} has written. */
@Route("/guestbook")
public class Guestbook implements MessageComponent {
    @Inject
    Census census;

    @Override
    public void onMessage(Connection connection, String text) {
        connection.send(String.valueOf(census.entries()));
    }
}
