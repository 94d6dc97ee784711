package io.capstan.wamp.bean;

import io.capstan.Wamp;
import io.capstan.component.Invoker;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A realm as applications see it. */
final class WampView implements Wamp {
    private final WampBeans beans;
    private final Optional<String> name;

    /** @param name of the realm; empty: the standard one */
    WampView(WampBeans beans, Optional<String> name) {
        this.beans = beans;
        this.name = name;
    }

    @Override
    public Wamp realm(String other) {
        participant(other);
        return new WampView(beans, Optional.of(other));
    }

    private Participant participant() {
        return participant(name.orElseGet(beans::standardRealm));
    }

    private Participant participant(String realm) {
        return beans.participant(realm)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no realm '" + realm + "'; those there are, capstan.wamp.realms names."));
    }

    @Override
    public CompletionStage<Result> call(String procedure, List<?> arguments, Map<String, ?> keywordArguments) {
        CompletableFuture<Arguments> answer =
                participant().call(procedure, beans.marshaller().arguments(arguments, keywordArguments));
        CompletableFuture<Result> result = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                answer.cancel(mayInterruptIfRunning);
                return super.cancel(mayInterruptIfRunning);
            }
        };
        answer.whenComplete((given, error) -> {
            if (error == null) {
                result.complete(result(given));
            } else {
                result.completeExceptionally(error);
            }
        });
        return result;
    }

    private static Result result(Arguments arguments) {
        return new Result(arguments.positional(), arguments.named());
    }

    @Override
    public void publish(String topic, List<?> arguments, Map<String, ?> keywordArguments) {
        Arguments published = beans.marshaller().arguments(arguments, keywordArguments);
        Participant participant = participant();
        beans.afterCommit(() -> participant.publish(topic, published));
    }

    @Override
    public Registration register(String procedure, Answer answer) {
        Participant participant = participant();
        long id = participant.register(
                new AnsweredInCode(procedure, answer, beans.invoker(), beans.answering(participant)), Dict.EMPTY);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (!closed.getAndSet(true)) {
                participant.unregister(id);
            }
        };
    }

    /** A procedure that code has registered. */
    private record AnsweredInCode(String procedure, Answer code, Invoker invoker, Answering answering)
            implements Participant.Callee {
        @Override
        public void answer(BeanCall call) {
            answering.run(call, () -> run(call), null);
        }

        private void run(BeanCall call) {
            @Nullable Object[] returned = new Object[1];
            try {
                Calls.run(
                        invoker,
                        call.connection(),
                        () -> returned[0] =
                                code.answer(call, result(call.invocation().arguments())));
            } catch (Throwable error) { // whatever comes out of the application
                answering.fail(call, error, null);
                return;
            }
            answering.returned(call, returned[0], null);
        }
    }
}
