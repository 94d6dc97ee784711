package io.capstan.push;

import io.capstan.Connection;
import io.capstan.Push;
import io.capstan.action.RawJson;
import io.capstan.channel.ChannelNames;
import io.capstan.channel.Hub;
import io.capstan.channel.JsonStrings;
import io.capstan.channel.Payload;
import io.capstan.wire.Audience;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries out what is to be pushed, wherever it comes from. */
@ApplicationScoped
@Typed({Push.class, Pushes.class})
class Pushes implements Push {
    private static final System.Logger LOG = System.getLogger(Pushes.class.getName());

    @Inject
    Hub hub;

    @Inject
    Devices devices;

    /** All devices that know their ids. */
    private final Audience audience = new Audience();

    @Override
    public Result accept(Request request) {
        if (request instanceof Multicast multicast) {
            return sendToAll(payload(multicast.data()));
        }
        if (request instanceof SendToChannel send) {
            return publish(ChannelNames.check(send.channel()), payload(send.data()));
        }
        if (request instanceof SendToDevice send) {
            return send(devices.connections(send.device()), payload(send.data()));
        }
        if (request instanceof Subscribe subscribe) {
            return subscribe(subscribe.device(), ChannelNames.check(subscribe.channel()), subscribe.remember());
        }
        Unsubscribe unsubscribe = (Unsubscribe) request;
        return settle(
                unsubscribe.device(),
                unsubscribe.channel(),
                devices.unsubscribe(unsubscribe.device(), unsubscribe.channel()));
    }

    /** Requests that are fired as events: behind the commit, if there is a transaction. */
    void observe(@Observes(during = TransactionPhase.AFTER_SUCCESS) Request request) {
        Optional<Failure> failure = accept(request).failure();
        failure.ifPresent(
                why -> LOG.log(Level.INFO, () -> request.getClass().getSimpleName() + " was not carried out: " + why));
    }

    private Payload payload(Object data) {
        return data instanceof RawJson json ? json.payload() : Payload.of(data, hub.encoder());
    }

    private static Outgoing text(Payload payload) {
        return Outgoing.text(payload.json(), payload.key());
    }

    /** Those who get the same: all, or, where the language plays a part, those of one language. */
    private static Map<Outgoing, List<WireConnection>> readers(Payload payload, Collection<WireConnection> all) {
        Map<String, List<WireConnection>> byLanguage = all.stream().collect(Collectors.groupingBy(payload::language));
        Map<Outgoing, List<WireConnection>> readers = new HashMap<>();
        byLanguage.forEach((language, some) -> readers.put(text(payload.in(language)), some));
        return readers;
    }

    private Result publish(String channel, Payload payload) {
        int members = hub.channels().channel(channel).size();
        hub.publish(channel, payload);
        return Result.accepted(members);
    }

    private Result sendToAll(Payload payload) {
        audience.awaitRoom();
        if (payload.isLocalized()) {
            readers(payload, audience.all()).forEach((message, some) -> Audience.hand(some, message));
        } else {
            tellAll(text(payload));
        }
        return Result.accepted(audience.size(null));
    }

    /** Sends to all devices, and waits for nothing. */
    void tellAll(Outgoing message) {
        audience.hand(message, null);
    }

    private static Result send(List<WireConnection> targets, Payload payload) {
        readers(payload, targets).forEach((message, some) -> some.forEach(connection -> connection.send(message)));
        return targets.isEmpty() ? Result.failed(Failure.UNKNOWN_DEVICE) : Result.accepted(targets.size());
    }

    private Result subscribe(String device, String channel, boolean remember) {
        Devices.Subscription subscription = devices.subscribe(device, channel, remember);
        return subscription.failure() == null
                ? settle(device, channel, subscription.connections())
                : Result.failed(subscription.failure());
    }

    private Result settle(String device, String channel, List<WireConnection> targets) {
        targets.forEach(connection -> settle(device, channel, connection));
        return Result.accepted(targets.size());
    }

    /** Has a connection be in a channel, or not, as it should. Who is last, of several at a time, sees to it. */
    private void settle(String device, String channel, WireConnection connection) {
        boolean wanted;
        do {
            wanted = devices.wants(device, channel);
            if (wanted) {
                hub.join(channel, connection);
            } else {
                hub.leave(channel, connection);
            }
        } while (wanted != devices.wants(device, channel));
    }

    /** A device was connected; it is told its id. */
    void connected(String device, Connection connection) {
        if (connection instanceof WireConnection wire) {
            audience.add(wire);
            String greeting = "{\"action\":\"setDeviceId\",\"data\":{\"device_id\":" + JsonStrings.quote(device) + "}}";
            devices.connected(device, wire, Outgoing.text(greeting, Optional.empty()))
                    .forEach(channel -> settle(device, channel, wire));
        }
    }

    /** A connection of a device has ended. */
    void disconnected(String device, Connection connection) {
        if (connection instanceof WireConnection wire) {
            audience.remove(wire);
            devices.disconnected(device, wire);
        }
    }
}
