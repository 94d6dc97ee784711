package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import jakarta.inject.Inject;

@Route("/prices")
@OutboxLimits(policy = OverflowPolicy.COALESCE, messages = 200)
public class Prices implements MessageComponent {
    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection connection, String sku) {
        connections.of(Prices.class).broadcast(Message.text(sku + "=12.00").keyed(sku));
    }
}
