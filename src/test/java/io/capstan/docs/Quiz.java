package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.Message;
import io.capstan.Route;

@Route("/quiz")
public class Quiz implements Conversation {
    @Override
    public void converse(Connection client, Messages messages) throws InterruptedException {
        client.send("What is your name?");
        String name = messages.receiveText().orElse("nobody");
        client.send("What is six times seven, " + name + "?");
        for (Message answer : messages) {
            if (answer instanceof Message.Text text && text.text().equals("42")) {
                client.send("Right!");
                return;
            }
            client.send("Try again.");
        }
    }
}
