package io.capstan.docs;

import io.capstan.ClientException;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;

@Route("/auction")
public class Auction implements MessageComponent {
    @Override
    public void onMessage(Connection connection, String bid) {
        throw new ClientException(4000, "This auction is over.");
    }
}
