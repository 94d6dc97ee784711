package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;

@Route(
        value = {"/shop", "/shop/{country}"},
        subprotocols = "shop.v2")
public class Shop implements MessageComponent {
    @Override
    public void onMessage(Connection connection, String text) {
        connection.send("bought " + text);
    }
}
