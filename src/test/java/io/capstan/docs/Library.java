package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import java.util.Map;
import java.util.TreeMap;

@Route({"/files/*.[ch]", "/files/{name=readme}/{language=en}"})
public class Library implements MessageComponent {
    @Override
    public void onOpen(Connection connection) {
        Map<String, String> variables = connection.handshake().variables();
        connection.send(new TreeMap<>(variables).toString());
    }
}
