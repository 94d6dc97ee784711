package io.capstan.action;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of the dialect, as it came.
 *
 * @param action what is to be done
 * @param data what it is to be done with; {@code null} if there is none
 * @param id what the answer repeats, a number or a string; {@code null} if there is none
 */
public record ActionMessage(
        String action, @Nullable RawJson data, @Nullable RawJson id) {
    /** How long an id may be as it is written. */
    private static final int LONGEST_ID = 64;

    /** How long the name of an action may be. */
    static final int LONGEST_ACTION = 200;

    /**
     * A message with these members; those it does not know it leaves alone.
     *
     * @param id what {@link #id} has found
     * @throws ActionException if it has no action
     */
    static ActionMessage of(Map<String, RawJson> members, @Nullable RawJson id) throws ActionException {
        RawJson action = members.get("action");
        if (action == null || !action.isString() || action.text().length() > LONGEST_ACTION) {
            throw ActionException.invalid(
                    "A message has an action, a string of at most " + LONGEST_ACTION + " characters.", "action");
        }
        return new ActionMessage(action.string(), members.get("data"), id);
    }

    /**
     * The id among the members of a message, {@code null} if there is none.
     *
     * @throws ActionException if it is neither a number nor a string, or too long
     */
    static @Nullable RawJson id(Map<String, RawJson> members) throws ActionException {
        RawJson id = members.get("id");
        if (id == null || id.isNull()) {
            return null;
        }
        if (!id.isNumber() && !id.isString() || id.text().length() > LONGEST_ID) {
            throw ActionException.invalid(
                    "An id is a number or a string of at most " + LONGEST_ID + " characters.", "id");
        }
        return id;
    }

    /**
     * The members of the object that a text is.
     *
     * @throws ActionException if it is none, or has one of them twice
     */
    static Map<String, RawJson> members(String text) throws ActionException {
        Optional<RawJson> json = RawJson.parse(text);
        if (json.isEmpty()) {
            throw new ActionException(
                    ErrorCode.INVALID, "This is no JSON, or deeper than " + JsonCursor.DEEPEST + " levels.");
        }
        if (!json.get().isObject()) {
            throw new ActionException(ErrorCode.INVALID, "A message is a JSON object.");
        }
        return json.get().members();
    }

    /** The message that a text is, with an id and an action as they ought to be; empty if it is none. Total. */
    public static Optional<ActionMessage> parse(String text) {
        try {
            Map<String, RawJson> members = members(text);
            return Optional.of(of(members, id(members)));
        } catch (ActionException none) {
            return Optional.empty();
        }
    }

    /** The string that stands under this name in its data. */
    public Optional<String> text(String member) {
        try {
            return Optional.ofNullable(
                            data == null || !data.isObject()
                                    ? null
                                    : data.members().get(member))
                    .filter(RawJson::isString)
                    .map(RawJson::string);
        } catch (ActionException twice) {
            return Optional.empty();
        }
    }

    /**
     * The answer to it.
     *
     * @param json its data
     */
    public String reply(String json) {
        return Frames.reply(action, json, id);
    }

    /** The answer if it was not done. */
    public String error(ErrorCode code, String text) {
        return Frames.error(new ActionException(code, text), id);
    }
}
