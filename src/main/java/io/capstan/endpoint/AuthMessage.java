package io.capstan.endpoint;

import io.capstan.Caller;
import io.capstan.action.ActionMessage;
import io.capstan.action.ErrorCode;
import io.capstan.channel.JsonStrings;
import java.util.Optional;

/**
 * A message by which a client authenticates: {@code {"action":"auth","data":{"token":"..."}}}, with an {@code id} that
 * the answer repeats, if it has one. It is one of the action dialect, and understood on every route.
 *
 * @param message with the action {@code auth} or {@code auth.refresh}
 */
record AuthMessage(ActionMessage message) {
    static final String FIRST = "auth";
    static final String REFRESH = "auth.refresh";

    /** Far more than a token needs that fits into a header. */
    private static final int LONGEST = 16 * 1024;

    /** The message, if this text is one. Total; a text that is none costs no more than a look. */
    static Optional<AuthMessage> parse(String text) {
        boolean possible = text.length() <= LONGEST && text.contains("\"auth");
        if (!possible) {
            return Optional.empty();
        }
        return ActionMessage.parse(text)
                .filter(message ->
                        message.action().equals(FIRST) || message.action().equals(REFRESH))
                .map(AuthMessage::new);
    }

    String action() {
        return message.action();
    }

    /** Empty if there is none in it. */
    String token() {
        return message.text("token").orElse("");
    }

    /** The answer to a token that was right. */
    String accepted(Caller caller) {
        return message.reply(caller.expiry()
                .map(time -> "{\"expires\":" + JsonStrings.quote(time.toString()) + "}")
                .orElse("{}"));
    }

    /** The answer to one that was not. */
    String refused(String text) {
        return message.error(ErrorCode.INVALID_TOKEN, text);
    }

    /** What is said before a connection is closed for the sake of its caller. */
    static String fatal(String text) {
        return "{\"action\":\"fatalError\",\"data\":{\"message\":" + JsonStrings.quote(text) + "}}";
    }
}
