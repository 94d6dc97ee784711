package io.capstan.action;

import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that asks for something.
 *
 * @param connection who asks
 * @param message what it said
 */
record ActionRequest(WireConnection connection, ActionMessage message) {

    /**
     * The members of its data.
     *
     * @throws ActionException if that is no object
     */
    Map<String, RawJson> data() throws ActionException {
        RawJson data = message.data();
        if (data == null || !data.isObject()) {
            throw ActionException.invalid("This action takes an object as its data.", "data");
        }
        return data.members();
    }

    /** The answer with this data, {@code null}: none. */
    Outgoing answer(@Nullable String data) {
        return Outgoing.text(Frames.reply(message.action(), data, message.id()), Optional.empty());
    }

    /**
     * Answers.
     *
     * @throws ActionException if that is more than can be sent
     */
    void reply(@Nullable String data) throws ActionException {
        Outgoing answer = answer(data);
        if (answer.bytes() > connection.mostBytes()) {
            throw new ActionException(
                    ErrorCode.TOO_LARGE,
                    "The answer has " + answer.bytes() + " bytes, too many to be sent; ask for less.");
        }
        connection.send(answer);
    }
}
