package io.capstan.it.host.app;

import io.capstan.Caller;
import io.capstan.ClientException;
import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.Message;
import io.capstan.Route;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Conversations for tests. */
public final class Talks {
    private Talks() {}

    /** Counts, within one request. */
    @RequestScoped
    public static class Tally {
        private int count;

        public int next() {
            return ++count;
        }
    }

    /** Does what it is told, and writes into the journal how it ends. */
    @Route("/talk/{name}")
    public static class Talk implements Conversation {
        @Inject
        Journal journal;

        @Inject
        Tally tally;

        @Inject
        Caller caller;

        @Override
        public void converse(Connection client, Messages messages) throws Exception {
            String name = client.variable("name");
            journal.add(name + " begins");
            try {
                for (Message message : messages) {
                    if (message instanceof Message.Binary binary) {
                        client.send(binary);
                    } else if (!obey(client, messages, ((Message.Text) message).text())) {
                        return;
                    }
                }
                journal.add(name + " hears no more, "
                        + messages.end()
                                .map(end -> end.code() + " " + end.initiator())
                                .orElse("open")
                        + (Thread.currentThread().isInterrupted() ? ", interrupted" : ""));
            } finally {
                journal.add(name + " ends");
            }
        }

        private boolean obey(Connection client, Messages messages, String text) throws Exception {
            String[] words = text.split(" ", 2);
            switch (words[0]) {
                case "say" -> client.send(words[1]);
                case "count" -> client.send(tally.next() + " " + caller.isAnonymous());
                case "surroundings" -> client.send(surroundings());
                case "next" -> client.send("then " + messages.receiveText().orElse("nothing"));
                case "wait" -> client.send(await(messages, Duration.parse(words[1])));
                case "return" -> {
                    return false;
                }
                case "throw" -> throw new IllegalStateException("secret");
                case "refuse" -> throw new ClientException(4010, words[1]);
                case "never" -> new CountDownLatch(1).await();
                default -> throw new IllegalArgumentException(text);
            }
            return true;
        }

        private static String await(Messages messages, Duration time) throws InterruptedException {
            try {
                return "in time: " + messages.receive(time);
            } catch (TimeoutException e) {
                return "nothing came";
            }
        }

        private static String surroundings() throws ReflectiveOperationException {
            boolean own = Class.forName(
                            Talk.class.getName(), false, Thread.currentThread().getContextClassLoader())
                    == Talk.class;
            Optional<Object> named;
            try {
                named = Optional.of(InitialContext.doLookup("java:comp/DefaultManagedExecutorService"));
            } catch (NamingException e) {
                named = Optional.empty();
            }
            return "own classes " + own + ", names " + named.isPresent() + ", beans "
                    + CDI.current().select(Journal.class).isResolvable();
        }
    }

    /** Never receives, until it is interrupted. */
    @Route("/deaf/{name}")
    public static class Deaf implements Conversation {
        @Inject
        Journal journal;

        @Override
        public void converse(Connection client, Messages messages) throws InterruptedException {
            String name = client.variable("name");
            client.send("not listening");
            try {
                messages.end();
                new CountDownLatch(1).await();
            } finally {
                journal.add(name + " interrupted");
            }
        }
    }
}
