package io.capstan.wamp.pubsub;

import io.capstan.PubSubComponent;
import io.capstan.component.RequestFailedException;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Visitor;
import io.capstan.wire.WireConnection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A client of a component, and what comes of its messages. Used by the thread that handles these. */
final class Participant {
    static final String KEY = "capstan.wamp.pubsub";

    private final PubSubComponent bean;
    private final WireConnection connection;
    private final Answers answers;

    /** What is not done when its message has been handled; {@code null} if nothing. */
    private @Nullable CompletableFuture<Void> pending;

    private @Nullable Visitor visitor;

    Participant(PubSubComponent bean, WireConnection connection, Answers answers) {
        this.bean = bean;
        this.connection = connection;
        this.answers = answers;
    }

    /** Its messages are understood by this one. */
    void comesAs(Visitor client) {
        visitor = client;
    }

    /** Who understands its messages. */
    Visitor visitor() {
        return Objects.requireNonNull(visitor, "visitor");
    }

    static Participant of(Session session) {
        return session.connection()
                .flatMap(connection -> connection.attribute(KEY, Participant.class))
                .orElseThrow();
    }

    PubSubComponent bean() {
        return bean;
    }

    WireConnection connection() {
        return connection;
    }

    /** A hook of the component. */
    @FunctionalInterface
    interface Hook {
        void run() throws Exception;
    }

    /** Runs a hook for a request; what it throws is kept for whoever handles the message. */
    boolean run(Session session, WampMessage.Request request, Hook hook) {
        try {
            hook.run();
            return true;
        } catch (Throwable e) { // whatever comes out of the application
            failed(session, request, e);
            return false;
        }
    }

    private void failed(Session session, WampMessage.Request request, Throwable error) {
        if (!answers.refused(session, request, error)) {
            await(CompletableFuture.failedStage(failure(session, request, error)));
        }
    }

    private static RequestFailedException failure(Session session, WampMessage.Request request, Throwable error) {
        return new RequestFailedException(new Unanswered(session, request), error);
    }

    /** A request is answered when a stage is complete. */
    void answer(Session session, WampMessage.Request request, CompletionStage<?> stage) {
        await(stage.handle((done, thrown) -> {
            Throwable error =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            if (error != null && !answers.refused(session, request, error)) {
                throw new CompletionException(failure(session, request, error));
            }
            return null;
        }));
    }

    private void await(CompletionStage<?> stage) {
        CompletableFuture<Void> next = stage.toCompletableFuture().thenApply(done -> null);
        CompletableFuture<Void> before = pending;
        pending = before == null ? next : CompletableFuture.allOf(before, next);
    }

    /** Takes a message, and returns what is not done then; {@code null} if nothing. */
    @Nullable
    Object take(Runnable message) {
        message.run();
        CompletableFuture<Void> undone = pending;
        pending = null;
        return undone == null || undone.isDone() && !undone.isCompletedExceptionally() ? null : undone;
    }

    /** A request of a session that is to be answered with an error. */
    record Unanswered(Session session, WampMessage.Request request) {}
}
