package io.capstan.wamp.bean;

import io.capstan.wamp.Dealer;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Turns what a procedure has returned into answers, once it is there. */
final class Answering {
    /** So many items are collected for a caller that takes no parts. */
    private static final int MOST_ITEMS = 10_000;

    private final Participant participant;
    private final Dealer dealer;
    private final Marshaller marshaller;
    private final CallErrors errors;

    Answering(Participant participant, Marshaller marshaller, CallErrors errors) {
        this.participant = participant;
        this.dealer = participant.realm().dealer();
        this.marshaller = marshaller;
        this.errors = errors;
    }

    /** Runs what answers a call; one that was canceled before is answered with that, since its caller may wait for it. */
    void run(BeanCall call, Runnable answer, @Nullable Exposed method) {
        if (!call.run(answer)) {
            fail(call, new CancellationException("canceled before it began"), method);
        }
    }

    /** A procedure has returned. */
    void returned(BeanCall call, @Nullable Object value, @Nullable Exposed method) {
        boolean nothing = method != null && method.returnsNothing();
        if (value instanceof CompletionStage<?> stage) {
            call.stoppedBy(() -> stage.toCompletableFuture().cancel(true));
            stage.whenComplete((completed, error) -> {
                if (error == null) {
                    result(call, completed, method, completed == null && returnsVoid(method));
                } else {
                    fail(call, cause(error), method);
                }
            });
        } else if (value instanceof Flow.Publisher<?> publisher) {
            publisher.subscribe(new Items(call, method));
        } else {
            result(call, value, method, nothing);
        }
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** Whether the stage that it returns completes with nothing. */
    private static boolean returnsVoid(@Nullable Exposed method) {
        return method != null
                && method.method().method().getGenericReturnType() instanceof ParameterizedType stage
                && stage.getActualTypeArguments()[0] == Void.class;
    }

    private void result(BeanCall call, @Nullable Object value, @Nullable Exposed method, boolean nothing) {
        Arguments arguments;
        try {
            arguments = nothing ? Arguments.NONE : marshaller.result(value);
        } catch (RuntimeException cannotBeEncoded) {
            fail(call, cannotBeEncoded, method);
            return;
        }
        if (call.answers()) {
            participant.done(call);
            send(new WampMessage.Yield(call.invocation().request(), Dict.EMPTY, arguments));
        }
    }

    /** A part of the result; dropped if nobody wants it. */
    void part(BeanCall call, @Nullable Object value) {
        if (call.wantsParts() && !call.isAnswered()) {
            send(BeanCall.part(call.invocation().request(), marshaller.result(value)));
        }
    }

    /** It has failed. */
    void fail(BeanCall call, Throwable error, @Nullable Exposed method) {
        if (call.answers()) {
            participant.done(call);
            WampMessage.Failure failure = errors.failure(call, error, method);
            try {
                dealer.fail(participant, failure);
            } catch (ProtocolViolation e) {
                throw new IllegalStateException("An error of this application has no URI: " + failure.error(), e);
            }
        }
    }

    private void send(WampMessage.Yield yield) {
        try {
            dealer.yield(participant, yield);
        } catch (ProtocolViolation e) {
            throw new IllegalStateException(e);
        }
    }

    /** The items of a publisher, one after the other: parts, if the caller takes some, else one list of all. */
    private final class Items implements Flow.Subscriber<Object> {
        private final BeanCall call;
        private final @Nullable Exposed method;
        private final List<Object> items = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;

        Items(BeanCall call, @Nullable Exposed method) {
            this.call = call;
            this.method = method;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            call.stoppedBy(begun::cancel);
            begun.request(1);
        }

        @Override
        public void onNext(Object item) {
            if (call.wantsParts()) {
                try {
                    part(call, item);
                } catch (RuntimeException cannotBeEncoded) {
                    stop(cannotBeEncoded);
                    return;
                }
            } else if (items.size() < MOST_ITEMS) {
                items.add(item);
            } else {
                stop(new IllegalStateException("More than " + MOST_ITEMS + " items for a caller that takes no parts"));
                return;
            }
            if (subscription != null) {
                subscription.request(1);
            }
        }

        private void stop(Throwable error) {
            if (subscription != null) {
                subscription.cancel();
            }
            fail(call, error, method);
        }

        @Override
        public void onError(Throwable error) {
            fail(call, error, method);
        }

        @Override
        public void onComplete() {
            result(call, items, method, call.wantsParts());
        }
    }
}
