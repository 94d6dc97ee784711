package io.capstan.http;

import io.capstan.WampException;
import io.capstan.channel.JsonStrings;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** What the bridge answers, in the words of HTTP. */
final class BridgeAnswers {
    private static final String OWN_ERROR = "The procedure answered with an error of its own.";

    private BridgeAnswers() {}

    /** The answer that a message is. */
    static Reply of(WampMessage message) {
        if (message instanceof WampMessage.Published published) {
            return Reply.json("{\"id\":" + published.publication() + "}");
        }
        if (message instanceof WampMessage.Result result) {
            String details = result.details().isEmpty()
                    ? ""
                    : ",\"details\":" + Arguments.toJson(result.details().members());
            return Reply.json("{" + payload(result.arguments()) + details + "}");
        }
        if (message instanceof WampMessage.Failure failure) {
            return problem(failure.error(), failure.arguments());
        }
        return message instanceof WampMessage.Abort abort
                ? problem(abort.reason(), abort.arguments())
                : problem("capstan.error.internal", "There is no answer.");
    }

    /** Why it was refused. */
    static Reply of(WampException refused) {
        return problem(refused.uri(), Arguments.of(new ArrayList<>(refused.arguments()), refused.keywordArguments()));
    }

    /** An error, with a sentence. */
    static Reply problem(String error, String text) {
        return problem(error, Arguments.of(text));
    }

    private static Reply problem(String error, Arguments arguments) {
        int status = ErrorStatus.of(error);
        String detail = !arguments.isOpaque()
                        && !arguments.positional().isEmpty()
                        && arguments.positional().get(0) instanceof String text
                ? text
                : status == ErrorStatus.OF_APPLICATIONS ? OWN_ERROR : "The realm answered with an error.";
        Reply problem =
                Reply.problem(status, detail, ",\"error\":" + JsonStrings.quote(error) + "," + payload(arguments));
        return status == ErrorStatus.UNAUTHORIZED ? problem.with("WWW-Authenticate", "Bearer") : problem;
    }

    private static String payload(Arguments arguments) {
        String named = arguments.namedJson().entrySet().stream()
                .map(member -> JsonStrings.quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return "\"args\":[" + String.join(",", arguments.positionalJson()) + "],\"kwargs\":" + named;
    }
}
