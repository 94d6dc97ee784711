package io.capstan.endpoint;

import io.capstan.action.ActionOptions;
import io.capstan.channel.Bounds;
import io.capstan.channel.ChannelRules;
import io.capstan.component.Invoker.OnError;
import io.capstan.gate.GateOptions;
import io.capstan.gate.jwt.JwtOptions;
import io.capstan.settings.Settings;
import io.capstan.store.StoreOptions;
import io.capstan.wamp.session.WampOptions;
import io.capstan.wire.Wires;
import io.capstan.wire.json.JsonOptions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * All that is configured.
 *
 * @param general what holds for connections
 * @param components what holds for those of a component
 * @param wireMode which wires may be used
 * @param busyPoll how long a thread of the engine may wait awake for more calls of WAMP
 * @param shards how many threads write what is published, 0: one for each processor
 * @param gate what the gate insists on
 * @param jwt JSON Web Tokens
 * @param compressionThreshold from how many bytes of payload on a message is compressed
 * @param onError what a failed callback does to its connection
 * @param inFlight how many messages of one connection may be under way at once
 * @param channelBounds how much is kept of channels
 * @param channels what clients may do with channels, and what these keep
 * @param store where channels are kept that outlive the server
 * @param offlineAfter how long a user may be without a connection before it is offline
 * @param threads who handles messages, and how many may wait
 * @param action the action dialect
 * @param json how JSON is written and read
 * @param wamp the WAMP router
 * @param shutdownTimeout how long a stop waits for connections to end
 */
record Options(
        ConnectionOptions general,
        Map<Class<?>, ConnectionOptions> components,
        Wires.Mode wireMode,
        Duration busyPoll,
        int shards,
        GateOptions gate,
        JwtOptions jwt,
        int compressionThreshold,
        OnError onError,
        int inFlight,
        Bounds channelBounds,
        ChannelRules channels,
        StoreOptions store,
        Duration offlineAfter,
        ThreadOptions threads,
        ActionOptions action,
        JsonOptions json,
        WampOptions wamp,
        Duration shutdownTimeout) {

    /** Microseconds. Nobody waits awake on the only processor there is. */
    private static final int MOST_AWAKE = java.lang.Runtime.getRuntime().availableProcessors() > 1 ? 100 : 0;

    /** The configured options, for routes that these classes carry and these components, of which some are the same. */
    static Options of(Settings settings, Collection<Class<?>> owners, Collection<Class<?>> components) {
        ConnectionOptions general = ConnectionOptions.of(settings);
        ChannelRules channels = ChannelRules.of(settings, general.outbox().bytes());
        Map<Class<?>, ConnectionOptions> own = new HashMap<>();
        components.forEach(component -> own.put(component, general.of(settings, component)));
        return new Options(
                general,
                Map.copyOf(own),
                settings.choice("capstan.wire", Wires.Mode.AUTO),
                Duration.of(settings.number("capstan.wire.busy-poll", MOST_AWAKE, 0, 10_000), ChronoUnit.MICROS),
                settings.number("capstan.wire.shards", 0, 0, 256),
                GateOptions.of(settings, owners),
                JwtOptions.of(settings),
                settings.number("capstan.compression.threshold", 860, 0, Integer.MAX_VALUE),
                settings.choice("capstan.component.on-error", OnError.CLOSE),
                settings.number("capstan.component.in-flight", 16, 1, 1024),
                Bounds.of(settings),
                channels,
                StoreOptions.of(settings, channels),
                settings.duration("capstan.users.offline-after", Duration.ofSeconds(5), Duration.ZERO),
                ThreadOptions.of(settings),
                ActionOptions.of(settings),
                JsonOptions.of(settings),
                WampOptions.of(settings),
                settings.duration("capstan.shutdown.timeout", Duration.ofSeconds(10), Duration.ZERO));
    }

    /** What holds for the connections of a component, also of one that is no bean and was not known at the start. */
    ConnectionOptions of(Class<?> component) {
        ConnectionOptions known = components.get(component);
        return known == null ? general.with(component) : known;
    }
}
