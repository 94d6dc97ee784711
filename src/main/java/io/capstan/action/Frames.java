package io.capstan.action;

import io.capstan.wire.WireConnection;
import org.jspecify.annotations.Nullable;

/** What the server says in the dialect. */
final class Frames {
    private Frames() {}

    /**
     * An answer.
     *
     * @param data JSON; {@code null} if there is nothing to say
     */
    static String reply(String action, @Nullable String data, @Nullable RawJson id) {
        JsonWriter frame = new JsonWriter(64 + (data == null ? 0 : data.length())).text("action", action);
        if (data != null) {
            frame.json("data", data);
        }
        return frame.json("id", id).end();
    }

    /** Something was not done; the connection stays. */
    static String error(ActionException error, @Nullable RawJson id) {
        return failure("error", error, id);
    }

    /** The last that is said before the connection is closed. */
    static String fatalError(ActionException error, @Nullable RawJson id) {
        return failure("fatalError", error, id);
    }

    private static String failure(String action, ActionException error, @Nullable RawJson id) {
        JsonWriter data = JsonWriter.object()
                .text("message", error.text())
                .text("code", error.code().text());
        String field = error.field();
        if (field != null) {
            data.text("field", field);
        }
        return reply(action, data.end(), id);
    }

    /** Somebody who follows a channel: the id of the connection, and the name of its caller if that is known. */
    static String member(WireConnection connection) {
        JsonWriter member = JsonWriter.object().text("id", connection.id());
        if (!connection.caller().isAnonymous()) {
            member.text("user", connection.caller().name());
        }
        return member.end();
    }
}
