package io.capstan.action;

import io.capstan.ChannelAuthorizer.Act;
import io.capstan.Publication.Position;
import io.capstan.channel.ChannelNames;
import io.capstan.channel.Hub;
import io.capstan.channel.Payload;
import io.capstan.channel.Posting;
import io.capstan.channel.Recovery;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The actions by which clients follow channels. */
final class ChannelActions {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final Hub hub;
    private final Permission permission;
    private final int subscriptions;

    /** @param subscriptions how many channels one connection may follow */
    ChannelActions(Hub hub, Permission permission, int subscriptions) {
        this.hub = hub;
        this.permission = permission;
        this.subscriptions = subscriptions;
    }

    /** All of them, by name. */
    Map<String, ActionHandler> handlers() {
        return Map.of(
                "channel.subscribe", this::subscribe,
                "channel.unsubscribe", this::unsubscribe,
                "channel.publish", this::publish,
                "channel.presence", this::presence,
                "channel.history", this::history);
    }

    private void subscribe(ActionRequest request) throws ActionException {
        Map<String, RawJson> data = request.data();
        String channel = channel(data);
        Position since = since(data.get("since"));
        demand(Act.SUBSCRIBE, channel, request);
        WireConnection connection = request.connection();
        if (connection.membershipCount() >= subscriptions && !hub.has(channel, connection)) {
            throw new ActionException(
                    ErrorCode.TOO_MANY, "A connection follows at most " + subscriptions + " channels.");
        }
        hub.join(channel, connection, since, recovery -> joined(request, channel, recovery));
    }

    /** What it is told first: all that it missed, or, where that is more than can be sent at once, that it is not. */
    private static Outgoing joined(ActionRequest request, String channel, Recovery recovery) {
        WireConnection connection = request.connection();
        if (size(recovery.missed()) <= connection.mostBytes()) {
            Outgoing answer = request.answer(joined(channel, recovery));
            if (answer.bytes() <= connection.mostBytes()) {
                return answer;
            }
        }
        return request.answer(joined(channel, new Recovery(false, recovery.epoch(), recovery.offset(), List.of())));
    }

    private static String joined(String channel, Recovery recovery) {
        return new JsonWriter(128 + (int) size(recovery.missed()))
                .text("channel", channel)
                .text("epoch", recovery.epoch())
                .number("offset", recovery.offset())
                .flag("recovered", recovery.recovered())
                .array("publications", recovery.missed(), ChannelActions::publication)
                .end();
    }

    private static long size(List<Posting> postings) {
        return postings.stream()
                .mapToLong(posting -> posting.payload().json().length() + 32L)
                .sum();
    }

    private static String publication(Posting posting) {
        String data = posting.payload().json();
        return new JsonWriter(data.length() + 48)
                .number("offset", posting.offset())
                .json("data", data)
                .end();
    }

    private void unsubscribe(ActionRequest request) throws ActionException {
        String channel = channel(request.data());
        hub.leave(channel, request.connection());
        request.reply(JsonWriter.object().text("channel", channel).end());
    }

    private void publish(ActionRequest request) throws ActionException {
        Map<String, RawJson> data = request.data();
        String channel = channel(data);
        RawJson published = data.get("data");
        if (published == null) {
            throw ActionException.invalid("A publication has data.", "data.data");
        }
        demand(Act.PUBLISH, channel, request);
        Payload payload = Payload.ofJson(published.text(), published.isString() ? published.string() : null);
        int most = hub.rule(channel).largest();
        if (payload.bytes() > most) {
            throw new ActionException(
                    ErrorCode.TOO_LARGE,
                    "A publication of " + payload.bytes() + " bytes is too large for this channel, which takes " + most
                            + ".");
        }
        Posting posting = hub.publish(channel, payload, null);
        request.reply(JsonWriter.object()
                .text("channel", channel)
                .text("epoch", posting.epoch())
                .number("offset", posting.offset())
                .end());
    }

    private void presence(ActionRequest request) throws ActionException {
        Map<String, RawJson> data = request.data();
        String channel = channel(data);
        int limit = limit(data.get("limit"));
        demand(Act.PRESENCE, channel, request);
        List<WireConnection> some = hub.members(channel).limit(limit).toList();
        request.reply(new JsonWriter(96 + some.size() * 64)
                .text("channel", channel)
                .number("count", hub.size(channel))
                .array("members", some, Frames::member)
                .text("self", request.connection().id())
                .end());
    }

    private void history(ActionRequest request) throws ActionException {
        Map<String, RawJson> data = request.data();
        String channel = channel(data);
        int limit = limit(data.get("limit"));
        demand(Act.HISTORY, channel, request);
        List<Posting> postings = hub.history(channel, limit);
        if (size(postings) > request.connection().mostBytes()) {
            throw new ActionException(
                    ErrorCode.TOO_LARGE, "These are too many bytes to be sent at once; ask for less.");
        }
        JsonWriter answer = new JsonWriter(128 + (int) size(postings)).text("channel", channel);
        if (!postings.isEmpty()) {
            answer.text("epoch", postings.get(0).epoch());
        }
        request.reply(answer.array("publications", postings, ChannelActions::publication)
                .end());
    }

    private void demand(Act act, String channel, ActionRequest request) throws ActionException {
        if (!permission.may(act, channel, request.connection())) {
            throw new ActionException(ErrorCode.FORBIDDEN, "You may not do this with this channel.");
        }
    }

    private static String channel(Map<String, RawJson> data) throws ActionException {
        RawJson name = data.get("channel");
        if (name == null || !name.isString() || !ChannelNames.isValid(name.string())) {
            throw ActionException.invalid(
                    "A channel is named by 1 to 200 characters, none of them a space or a control character.",
                    "data.channel");
        }
        return name.string();
    }

    private static int limit(@Nullable RawJson limit) throws ActionException {
        if (limit == null) {
            return USUAL;
        }
        OptionalLong number = limit.wholeNumber();
        if (number.isEmpty() || number.getAsLong() > MOST) {
            throw ActionException.invalid("A limit is a whole number from 0 to " + MOST + ".", "data.limit");
        }
        return (int) number.getAsLong();
    }

    /** The last publication that the client has; {@code null} if it asks for none that it has missed. */
    private static @Nullable Position since(@Nullable RawJson since) throws ActionException {
        if (since == null || since.isNull()) {
            return null;
        }
        Map<String, RawJson> members = since.isObject() ? since.members() : Map.of();
        RawJson epoch = members.get("epoch");
        RawJson offset = members.get("offset");
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
