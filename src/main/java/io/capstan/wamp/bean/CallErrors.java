package io.capstan.wamp.bean;

import io.capstan.ClientException;
import io.capstan.WampException;
import io.capstan.action.Languages;
import io.capstan.action.ViolationTexts;
import io.capstan.component.Failure;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.MessageType;
import io.capstan.wamp.message.WampMessage;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Turns what procedures throw into errors for their callers, to whom nothing else of it is shown. */
final class CallErrors {
    private static final System.Logger LOG = System.getLogger(CallErrors.class.getName());

    static final String NOT_AUTHORIZED = "wamp.error.not_authorized";
    private static final String RUNTIME_ERROR = "wamp.error.runtime_error";
    private static final String CANCELED = "wamp.error.canceled";

    private final Marshaller marshaller;
    private final ViolationTexts texts;

    /** @param texts of violated constraints, in the language of the caller */
    CallErrors(Marshaller marshaller, ViolationTexts texts) {
        this.marshaller = marshaller;
        this.texts = texts;
    }

    /** @param method that has failed; {@code null} if none has that is known */
    WampMessage.Failure failure(BeanCall call, Throwable error, @Nullable Exposed method) {
        if (error instanceof WampException meant) {
            return failure(call, meant.uri(), marshaller.arguments(meant.arguments(), meant.keywordArguments()));
        }
        WampException.ErrorUri mapped = error.getClass().getAnnotation(WampException.ErrorUri.class);
        if (mapped != null) {
            return failure(call, mapped.value(), Arguments.of(String.valueOf(error.getMessage())));
        }
        if (error instanceof ClientException forClient) {
            return failure(call, RUNTIME_ERROR, Arguments.of(String.valueOf(forClient.getMessage())));
        }
        if (error instanceof InterruptedException || error instanceof CancellationException || call.isCanceled()) {
            return failure(call, CANCELED, Arguments.NONE);
        }
        return method != null && Failure.isRefusal(error, method.type())
                ? violated(call, error, method)
                : unexpected(call, error);
    }

    private WampMessage.Failure violated(BeanCall call, Throwable error, Exposed method) {
        List<Map<String, String>> violations =
                texts.of(error, method.names(), call.connection().flatMap(Languages::best)).stream()
                        .map(each -> Map.of("path", each.path(), "message", each.message(), "code", each.code()))
                        .toList();
        return failure(
                call,
                WampException.INVALID_ARGUMENT,
                Arguments.of(List.of("The arguments are not valid."), Map.of("violations", violations)));
    }

    private static WampMessage.Failure unexpected(BeanCall call, Throwable error) {
        String id = Failure.nextId();
        LOG.log(Level.WARNING, () -> "The procedure " + call.procedure() + " failed, error " + id, error);
        return failure(call, RUNTIME_ERROR, Arguments.of(List.of(Failure.FAILED), Map.of("reference", id)));
    }

    private static WampMessage.Failure failure(BeanCall call, String uri, Arguments arguments) {
        return new WampMessage.Failure(
                MessageType.INVOCATION.code(), call.invocation().request(), Dict.EMPTY, uri, arguments);
    }
}
