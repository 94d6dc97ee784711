package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.ConnectionLimits;
import io.capstan.MessageComponent;
import io.capstan.Route;

@Route("/bids")
@ConnectionLimits(messageBytes = 4096, messagesPerSecond = 10, maxIdle = "30m")
public class Bids implements MessageComponent {
    @Override
    public void onMessage(Connection connection, String bid) {
        connection.send("accepted " + bid);
    }
}
