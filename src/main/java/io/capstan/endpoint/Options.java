package io.capstan.endpoint;

import io.capstan.component.Invoker.OnError;
import io.capstan.gate.GateOptions;
import io.capstan.gate.jwt.JwtOptions;
import io.capstan.settings.Settings;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.WireOptions;
import io.capstan.wire.Wires;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * All that is configured.
 *
 * @param wire the times of a connection
 * @param wireMode which wires may be used
 * @param shards how many threads write what is published, 0: one for each two processors
 * @param outbox what waits for a connection
 * @param gate what the gate insists on
 * @param jwt JSON Web Tokens
 * @param onError what a failed callback does to its connection
 * @param inFlight how many messages of one connection may be under way at once
 * @param largestMessage the largest incoming message, in bytes of payload
 * @param threads who handles messages, and how many may wait
 * @param shutdownTimeout how long a stop waits for connections to end
 */
record Options(
        WireOptions wire,
        Wires.Mode wireMode,
        int shards,
        OutboxOptions outbox,
        GateOptions gate,
        JwtOptions jwt,
        OnError onError,
        int inFlight,
        int largestMessage,
        ThreadOptions threads,
        Duration shutdownTimeout) {

    /** Where the built-in echo component is mounted. */
    static Optional<String> echoRoute(Settings settings) {
        return settings.text("capstan.echo.route");
    }

    /** The configured options, for routes that these classes carry. */
    static Options of(Settings settings, Collection<Class<?>> owners) {
        return new Options(
                WireOptions.of(settings),
                settings.choice("capstan.wire", Wires.Mode.AUTO),
                settings.number("capstan.wire.shards", 0, 0, 256),
                OutboxOptions.of(settings),
                GateOptions.of(settings, owners),
                JwtOptions.of(settings),
                settings.choice("capstan.component.on-error", OnError.CLOSE),
                settings.number("capstan.component.in-flight", 16, 1, 1024),
                settings.number("capstan.message.max-bytes", 65536, 1, 1 << 30),
                ThreadOptions.of(settings),
                settings.duration("capstan.shutdown.timeout", Duration.ofSeconds(10), Duration.ZERO));
    }
}
