package io.capstan.wamp.pubsub;

import io.capstan.ClientException;
import io.capstan.Connection;
import io.capstan.WampException;
import io.capstan.component.Failure;
import io.capstan.component.FailureAnswer;
import io.capstan.wamp.Session;
import io.capstan.wamp.bean.Marshaller;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.pubsub.Participant.Unanswered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers requests with what a component has returned, and with errors for what it has thrown. Thread-safe. */
final class Answers implements FailureAnswer {
    static final String NOT_AUTHORIZED = "wamp.error.not_authorized";
    private static final String RUNTIME_ERROR = "wamp.error.runtime_error";
    private static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";

    private final Marshaller marshaller;

    Answers(Marshaller marshaller) {
        this.marshaller = marshaller;
    }

    /** Arguments that are this value, or the values of a {@link io.capstan.Wamp.Result}. */
    Arguments arguments(@Nullable Object value) {
        return marshaller.result(value);
    }

    void result(Session session, WampMessage.Request request, @Nullable Object value) {
        session.send(new WampMessage.Result(request.request(), Dict.EMPTY, arguments(value)));
    }

    /** Answers with an error that the component means; whether it is one. */
    boolean refused(Session session, WampMessage.Request request, Throwable error) {
        WampException.ErrorUri named = error.getClass().getAnnotation(WampException.ErrorUri.class);
        if (error instanceof WampException meant) {
            refuse(session, request, meant.uri(), marshaller.arguments(meant.arguments(), meant.keywordArguments()));
        } else if (named != null) {
            refuse(session, request, named.value(), Arguments.of(String.valueOf(error.getMessage())));
        } else {
            return false;
        }
        return true;
    }

    /** Answers with an error, if that can be told: a publication that wants no answer gets none. */
    static void refuse(Session session, WampMessage.Request request, String error, Arguments arguments) {
        boolean silent = request instanceof WampMessage.Publish publish
                && !Boolean.TRUE.equals(publish.options().members().get("acknowledge"));
        if (!silent) {
            session.send(request.failure(error, arguments));
        }
    }

    @Override
    public void tell(Connection connection, Failure failure) {
        boolean call = failure.request()
                .filter(request -> ((Unanswered) request).request() instanceof WampMessage.Call)
                .isPresent();
        failure.request().ifPresent(request -> tell((Unanswered) request, failure));
        boolean fatal = failure.error() instanceof ClientException forClient
                ? forClient.isFatal()
                : failure.kind() == Failure.Kind.INTERNAL && failure.closing() && !call;
        if (fatal) {
            connection.close(failure.closeCode(), failure.text());
        }
    }

    private static void tell(Unanswered request, Failure failure) {
        String error =
                switch (failure.kind()) {
                    case NOT_ALLOWED -> NOT_AUTHORIZED;
                    case INVALID -> INVALID_ARGUMENT;
                    case FOR_CLIENT, INTERNAL -> RUNTIME_ERROR;
                };
        Map<String, String> reference = failure.id().isEmpty() ? Map.of() : Map.of("reference", failure.id());
        refuse(request.session(), request.request(), error, Arguments.of(List.of(failure.text()), reference));
    }
}
