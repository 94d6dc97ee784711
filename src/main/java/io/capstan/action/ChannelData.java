package io.capstan.action;

import io.capstan.Publication.Position;
import io.capstan.channel.ChannelNames;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What comes with an action on a channel. Each of its members is looked at when it is asked for.
 *
 * @param members by their names
 */
record ChannelData(Map<String, RawJson> members) {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    /** The data of a request. */
    static ChannelData of(ActionRequest request) throws ActionException {
        return new ChannelData(request.data());
    }

    /** The name of the channel. */
    String channel() throws ActionException {
        RawJson name = members.get("channel");
        if (name == null || !name.isString() || !ChannelNames.isValid(name.string())) {
            throw ActionException.invalid(
                    "A channel is named by 1 to 200 characters, none of them a space or a control character.",
                    "data.channel");
        }
        return name.string();
    }

    /** What is to be published. */
    RawJson published() throws ActionException {
        RawJson published = members.get("data");
        if (published == null) {
            throw ActionException.invalid("A publication has data.", "data.data");
        }
        return published;
    }

    /** How many are asked for at most. */
    int limit() throws ActionException {
        RawJson limit = members.get("limit");
        if (limit == null) {
            return USUAL_LIMIT;
        }
        OptionalLong number = limit.wholeNumber();
        if (number.isEmpty() || number.getAsLong() > LARGEST_LIMIT) {
            throw ActionException.invalid("A limit is a whole number from 0 to " + LARGEST_LIMIT + ".", "data.limit");
        }
        return (int) number.getAsLong();
    }

    /** The last publication that the client has; {@code null} if it asks for none that it has missed. */
    @Nullable
    Position since() throws ActionException {
        RawJson since = members.get("since");
        if (since == null || since.isNull()) {
            return null;
        }
        Map<String, RawJson> position = since.isObject() ? since.members() : Map.of();
        RawJson epoch = position.get("epoch");
        RawJson offset = position.get("offset");
        if (epoch == null
                || !epoch.isString()
                || offset == null
                || offset.wholeNumber().isEmpty()) {
            throw ActionException.invalid(
                    "A position is an object with epoch, a string, and offset, a whole number.", "data.since");
        }
        return new Position(epoch.string(), offset.wholeNumber().getAsLong());
    }
}
