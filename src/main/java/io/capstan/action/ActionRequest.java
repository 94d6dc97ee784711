package io.capstan.action;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.component.RequestFailedException;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that asks for something.
 *
 * @param bean the component that is asked
 * @param connection who asks
 * @param message what it said
 */
record ActionRequest(Object bean, WireConnection connection, ActionMessage message) {

    /** The one that has failed. */
    static ActionRequest of(RequestFailedException failure) {
        return (ActionRequest) failure.request();
    }

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

    /** A channel whose name has variables. */
    Channel channel(NameTemplate name, Channels channels) {
        try {
            return channels.channel(name.name(this));
        } catch (ActionException e) {
            throw new UnfitDataException(e.text(), String.valueOf(e.field()));
        } catch (IllegalArgumentException e) {
            throw new UnfitDataException("There can be no channel of this name.", "data");
        }
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
