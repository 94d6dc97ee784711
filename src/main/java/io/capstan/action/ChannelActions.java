package io.capstan.action;

import io.capstan.ChannelAuthorizer.Act;
import io.capstan.Publication.Position;
import io.capstan.channel.Hub;
import io.capstan.channel.Payload;
import io.capstan.channel.Permissions;
import io.capstan.channel.Posting;
import io.capstan.channel.Recovery;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.List;
import java.util.Map;

/** The actions by which clients follow channels. */
final class ChannelActions {
    private final Hub hub;
    private final Permissions permissions;
    private final int subscriptions;

    /** @param subscriptions how many channels one connection may follow */
    ChannelActions(Hub hub, Permissions permissions, int subscriptions) {
        this.hub = hub;
        this.permissions = permissions;
        this.subscriptions = subscriptions;
    }

    /** All of them, by name. */
    Map<String, ActionHandler> handlers() {
        return Map.of(
                "channel.subscribe", ActionHandler.doing(this::subscribe),
                "channel.unsubscribe", ActionHandler.doing(this::unsubscribe),
                "channel.publish", ActionHandler.doing(this::publish),
                "channel.presence", ActionHandler.doing(this::presence),
                "channel.history", ActionHandler.doing(this::history));
    }

    private void subscribe(ActionRequest request) throws ActionException {
        ChannelData data = ChannelData.of(request);
        String channel = data.channel();
        Position since = data.since();
        demand(Act.SUBSCRIBE, channel, request);
        WireConnection connection = request.connection();
        if (connection.membershipCount() >= subscriptions && !hub.has(channel, connection)) {
            throw new ActionException(
                    ErrorCode.TOO_MANY, "A connection follows at most " + subscriptions + " channels.");
        }
        hub.join(channel, connection, since, recovery -> joined(request, channel, recovery));
    }

    /**
     * What it is told first: all that it missed, or, where that is more than can be sent at once, that it is not. Under the
     * lock of the channel.
     */
    private static Outgoing joined(ActionRequest request, String channel, Recovery recovery) {
        int most = request.connection().mostBytes();
        int size = Publications.size(recovery.missed(), most);
        if (size <= most) {
            Outgoing answer = request.answer(joined(channel, recovery, size));
            if (answer.bytes() <= most) {
                return answer;
            }
        }
        Recovery nothing = new Recovery(false, recovery.epoch(), recovery.offset(), List.of());
        return request.answer(joined(channel, nothing, 0));
    }

    private static String joined(String channel, Recovery recovery, int size) {
        return new JsonWriter(128 + size)
                .text("channel", channel)
                .text("epoch", recovery.epoch())
                .number("offset", recovery.offset())
                .flag("recovered", recovery.recovered())
                .array("publications", recovery.missed(), Publications::write)
                .end();
    }

    private void unsubscribe(ActionRequest request) throws ActionException {
        String channel = ChannelData.of(request).channel();
        hub.leave(channel, request.connection());
        request.reply(JsonWriter.object().text("channel", channel).end());
    }

    private void publish(ActionRequest request) throws ActionException {
        ChannelData data = ChannelData.of(request);
        String channel = data.channel();
        RawJson published = data.published();
        demand(Act.PUBLISH, channel, request);
        Payload payload = published.payload();
        int most = hub.rule(channel).largest();
        if (payload.bytes() > most) {
            throw new ActionException(
                    ErrorCode.TOO_LARGE,
                    "A publication of " + payload.bytes() + " bytes is too large for this channel, which takes " + most
                            + ".");
        }
        if (!permissions.admit(channel, request.connection())) {
            throw new ActionException(ErrorCode.TOO_FAST, "These are too many publications in a second.");
        }
        Posting posting = hub.publish(channel, payload);
        request.reply(JsonWriter.object()
                .text("channel", channel)
                .text("epoch", posting.epoch())
                .number("offset", posting.offset())
                .end());
    }

    private void presence(ActionRequest request) throws ActionException {
        ChannelData data = ChannelData.of(request);
        String channel = data.channel();
        int limit = data.limit();
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
        ChannelData data = ChannelData.of(request);
        String channel = data.channel();
        int limit = data.limit();
        demand(Act.HISTORY, channel, request);
        List<Posting> postings = hub.history(channel, limit).stream()
                .map(posting -> posting.of(request.connection()))
                .toList();
        int most = request.connection().mostBytes();
        int size = Publications.size(postings, most);
        if (size > most) {
            throw new ActionException(
                    ErrorCode.TOO_LARGE, "These are too many bytes to be sent at once; ask for less.");
        }
        JsonWriter answer = new JsonWriter(128 + size).text("channel", channel);
        if (!postings.isEmpty()) {
            answer.text("epoch", postings.get(0).epoch());
        }
        request.reply(
                answer.array("publications", postings, Publications::write).end());
    }

    private void demand(Act act, String channel, ActionRequest request) throws ActionException {
        if (!permissions.may(act, channel, request.connection())) {
            throw new ActionException(ErrorCode.FORBIDDEN, "You may not do this with this channel.");
        }
    }
}
