package io.capstan.component;

import io.capstan.MessageComponent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells components that the application stops, all at the same time, and waits for them. */
public final class Shutdown {
    private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

    private final Invoker invoker;
    private final Map<Class<?>, CompletableFuture<?>> answers = new LinkedHashMap<>();

    /** One that calls by this invoker. */
    public Shutdown(Invoker invoker) {
        this.invoker = invoker;
    }

    /**
     * Tells those that want to know, and waits until they are ready, but not for longer than this. One that is named twice,
     * since it is mounted and is a bean that others use too, is told once.
     */
    public void tell(Stream<Component> components, Duration most) throws InterruptedException {
        components
                .filter(component -> InterfaceStyle.overrides(component.type(), "onShutdown"))
                .forEach(component -> answers.computeIfAbsent(component.type(), type -> tell(component)));
        try {
            CompletableFuture.allOf(answers.values().toArray(CompletableFuture<?>[]::new))
                    .get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException logged) {
            // each of them has said so
        } catch (TimeoutException late) {
            answers.forEach((type, answer) -> {
                if (!answer.isDone()) {
                    LOG.log(Level.WARNING, "{0}.onShutdown was not ready within {1}", type.getName(), most);
                }
            });
        }
    }

    private CompletableFuture<?> tell(Component component) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        try {
            invoker.executor().execute(() -> call(component, answer));
        } catch (RejectedExecutionException stopped) {
            answer.completeExceptionally(stopped);
        }
        return answer.whenComplete((nothing, error) -> {
            if (error != null) {
                LOG.log(Level.WARNING, component.type().getName() + ".onShutdown failed", error);
            }
        });
    }

    private void call(Component component, CompletableFuture<Object> answer) {
        try {
            invoker.contexts().run(() -> {
                CompletionStage<?> ready = ((MessageComponent) component.bean()).onShutdown();
                ready.whenComplete((nothing, error) -> {
                    if (error == null) {
                        answer.complete(Boolean.TRUE);
                    } else {
                        answer.completeExceptionally(error);
                    }
                });
            });
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
