package io.capstan.component;

import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.Conversation;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Gives each conversation of the application its thread. */
public final class Conversations {
    private static final System.Logger LOG = System.getLogger(Conversations.class.getName());

    private volatile @Nullable Running running;

    private record Running(Invoker invoker, Executor threads) {}

    /**
     * From now on conversations may begin.
     *
     * @param threads runs each task on a thread of its own, with the contexts of the application, or rejects it
     */
    public void begin(Invoker invoker, Executor threads) {
        running = new Running(invoker, threads);
    }

    /** A conversation as a component like all others. */
    Component component(Class<?> type, Conversation bean) {
        return ConversationComponent.of(type, bean, this);
    }

    /** Begins a conversation on a thread of its own; {@code last} runs when it is over. */
    void begin(Component component, Connection connection, RequestContexts.Call conversation, Runnable last) {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("Capstan has not been started.");
        }
        try {
            now.threads().execute(() -> {
                try {
                    now.invoker().converse(component, connection, conversation);
                } finally {
                    last.run();
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.log(Level.WARNING, "No thread is left for a conversation with {0}", connection);
            last.run();
            connection.close(CloseCode.TRY_AGAIN_LATER, "Too many conversations");
        }
    }
}
