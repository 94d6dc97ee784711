package io.capstan.endpoint;

import io.capstan.Caller;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message by which a client authenticates: {@code {"action":"auth","data":{"token":"..."}}}, with an {@code id} that
 * the answer repeats, if it has one.
 *
 * @param action {@code auth} or {@code auth.refresh}
 * @param token empty if there is none in it
 * @param id a number or a text; {@code null} if there is none
 */
record AuthMessage(String action, String token, @Nullable JsonValue id) {
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
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            return parser.next() == Event.START_OBJECT ? read(parser) : Optional.empty();
        } catch (RuntimeException noJson) { // Parsson throws a bare one when it is too deep
            return Optional.empty();
        }
    }

    private static Optional<AuthMessage> read(JsonParser parser) {
        String action = "";
        String token = "";
        JsonValue id = null;
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String key = parser.getString();
            Event value = parser.next();
            if (key.equals("action") && value == Event.VALUE_STRING) {
                action = parser.getString();
            } else if (key.equals("id") && (value == Event.VALUE_NUMBER || value == Event.VALUE_STRING)) {
                id = parser.getValue();
            } else if (key.equals("data") && value == Event.START_OBJECT) {
                token = token(parser);
            } else {
                skip(parser, value);
            }
        }
        boolean alone = !parser.hasNext();
        return alone && (action.equals(FIRST) || action.equals(REFRESH))
                ? Optional.of(new AuthMessage(action, token, id))
                : Optional.empty();
    }

    private static String token(JsonParser parser) {
        String token = "";
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String key = parser.getString();
            Event value = parser.next();
            if (key.equals("token") && value == Event.VALUE_STRING) {
                token = parser.getString();
            } else {
                skip(parser, value);
            }
        }
        return token;
    }

    /** The parser's own {@code skipArray} never returns when the text ends within the array (Parsson 1.1). */
    private static void skip(JsonParser parser, Event value) {
        int depth = step(value);
        while (depth > 0) {
            depth += step(parser.next());
        }
    }

    private static int step(Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    /** The answer to a token that was right. */
    String accepted(Caller caller) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        caller.expiry().ifPresent(time -> data.add("expires", time.toString()));
        return answer(action, data);
    }

    /** The answer to one that was not. */
    String refused(String message) {
        return answer("error", Json.createObjectBuilder().add("message", message));
    }

    private String answer(String answered, JsonObjectBuilder data) {
        JsonObjectBuilder object =
                Json.createObjectBuilder().add("action", answered).add("data", data);
        if (id != null) {
            object.add("id", id);
        }
        return object.build().toString();
    }

    /** What is said before a connection is closed for the sake of its caller. */
    static String fatal(String message) {
        return Json.createObjectBuilder()
                .add("action", "fatalError")
                .add("data", Json.createObjectBuilder().add("message", message))
                .build()
                .toString();
    }
}
