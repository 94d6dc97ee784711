package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@Route("/contest/{team}")
public class Contest implements MessageComponent {
    @Inject
    Connections connections;

    @Inject
    Score score;

    private volatile boolean running;

    @Override
    public void onFirstOpen() {
        running = true;
    }

    @Override
    public void onLastClose() {
        running = false;
    }

    @Override
    public void onOpen(Connection connection) {
        connection.send("running: " + running);
        connection.schedule(Duration.ofMinutes(5), () -> connection.close(4000, "Time is up"));
    }

    @Override
    public void onMessage(Connection connection, String answer) {
        connection.send(score.add(answer.equals("42") ? 1 : 0) + " points");
    }

    // The contest says goodbye while its players are still there.
    @Override
    public CompletionStage<?> onShutdown() {
        connections.of(Contest.class).broadcast("To be continued.");
        return CompletableFuture.completedStage(null);
    }
}
