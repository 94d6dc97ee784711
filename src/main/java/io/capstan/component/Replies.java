package io.capstan.component;

import io.capstan.Connection;
import io.capstan.Message;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the handlers of one connection return.
 *
 * @param inFlight counts stages until they are complete
 * @param failed learns why a stage failed, or why a reply cannot be sent
 */
record Replies(Connection connection, Supplier<InFlight> inFlight, Consumer<Throwable> failed) {

    /**
     * Sends a reply: a text, bytes, a message, anything else as JSON; nothing for {@code null} and an empty
     * {@code Optional}; what a {@code CompletionStage} completes with, when it does.
     */
    void send(@Nullable Object reply) {
        if (reply instanceof CompletionStage<?> stage) {
            inFlight.get().stageBegins();
            stage.whenComplete(this::complete);
        } else {
            message(reply).ifPresent(message -> connection.send(message).whenComplete((delivery, error) -> {
                if (cause(error) instanceof IllegalArgumentException wrong) { // else the connection is gone
                    failed.accept(wrong);
                }
            }));
        }
    }

    private void complete(@Nullable Object reply, @Nullable Throwable error) {
        inFlight.get().stageEnds();
        if (error == null) {
            send(reply);
        } else {
            failed.accept(cause(error));
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** The message that a reply is, if it is any and known already. */
    static Optional<Message> message(@Nullable Object reply) {
        if (reply instanceof Optional<?> optional) {
            return optional.flatMap(Replies::message);
        }
        return Optional.ofNullable(reply).map(Replies::known);
    }

    private static Message known(Object reply) {
        if (reply instanceof Message message) {
            return message;
        }
        if (reply instanceof String text) {
            return Message.text(text);
        }
        if (reply instanceof ByteBuffer binary) {
            return Message.binary(binary);
        }
        return reply instanceof byte[] bytes ? Message.binary(ByteBuffer.wrap(bytes)) : Message.json(reply);
    }
}
