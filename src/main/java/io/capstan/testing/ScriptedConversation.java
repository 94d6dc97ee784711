package io.capstan.testing;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Conversation.Messages;
import io.capstan.Message;
import io.capstan.testing.Script.Direction;
import io.capstan.testing.Script.Step;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays a script on the server. What its engine does, which is to answer pings and close frames, is left to it. */
final class ScriptedConversation {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Script script;
    private final Connection client;
    private final Messages messages;
    private CompletionStage<?> pong = CompletableFuture.completedStage(null);

    ScriptedConversation(Script script, Connection client, Messages messages) {
        this.script = script;
        this.client = client;
        this.messages = messages;
    }

    void play() throws InterruptedException {
        for (int i = 0; i < script.steps().size(); i++) {
            Step step = script.steps().get(i);
            Optional<String> other = step.direction() == Direction.SND ? send(step.frame()) : receive(step.frame());
            if (other.isPresent()) {
                throw new AssertionError(script.place(i) + ": " + other.get());
            }
        }
    }

    private Optional<String> send(RawFrame frame) {
        switch (frame.opcode()) {
            case RawFrame.TEXT -> client.send(frame.text());
            case RawFrame.BINARY -> client.send(ByteBuffer.wrap(frame.payload()));
            case RawFrame.PING -> pong = client.ping();
            case RawFrame.CLOSE -> {
                if (client.isOpen()) {
                    client.close(frame.closeCode(), frame.closeReason());
                }
            }
            default -> {}
        }
        return Optional.empty();
    }

    private Optional<String> receive(RawFrame frame) throws InterruptedException {
        return switch (frame.opcode()) {
            case RawFrame.PING -> Optional.empty();
            case RawFrame.PONG -> awaitPong();
            case RawFrame.CLOSE -> awaitEnd(frame);
            default -> awaitMessage(frame);
        };
    }

    private Optional<String> awaitPong() throws InterruptedException {
        try {
            pong.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("no pong came: " + e);
        }
    }

    private Optional<String> awaitMessage(RawFrame expected) throws InterruptedException {
        Optional<RawFrame> seen = nextMessage();
        return seen.filter(new Step(Direction.RCV, expected)::fits).isPresent()
                ? Optional.empty()
                : Optional.of("what came is " + seen.map(Step::describe).orElse("the end, " + messages.end()));
    }

    private Optional<RawFrame> nextMessage() throws InterruptedException {
        try {
            return messages.receive(PATIENCE).map(ScriptedConversation::frame);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing came within " + PATIENCE, e);
        }
    }

    private static RawFrame frame(Message message) {
        return message instanceof Message.Binary binary
                ? RawFrame.binary(Script.bytes(binary.bytes()))
                : RawFrame.text(((Message.Text) message).text());
    }

    private Optional<String> awaitEnd(RawFrame close) throws InterruptedException {
        Optional<RawFrame> seen = nextMessage();
        if (seen.isPresent()) {
            return Optional.of("what came is " + Step.describe(seen.get()));
        }
        Optional<CloseInfo> end = messages.end();
        return end.isEmpty() || end.get().code() == close.closeCode()
                ? Optional.empty()
                : Optional.of("it ended with " + end.get());
    }
}
