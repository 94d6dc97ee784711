package io.capstan.endpoint;

import io.capstan.component.Invoker.OnError;
import io.capstan.gate.GateOptions;
import io.capstan.settings.Settings;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.WireOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * All that is configured.
 *
 * @param wire the times of a connection
 * @param outbox what waits for a connection
 * @param gate what the gate insists on
 * @param onError what a failed callback does to its connection
 * @param largestMessage the largest incoming message, in bytes of payload
 * @param shutdownTimeout how long a stop waits for connections to end
 * @param echoRoute where the built-in echo component is mounted
 */
record Options(
        WireOptions wire,
        OutboxOptions outbox,
        GateOptions gate,
        OnError onError,
        int largestMessage,
        Duration shutdownTimeout,
        Optional<String> echoRoute) {

    static Options of(Settings settings) {
        return new Options(
                WireOptions.of(settings),
                OutboxOptions.of(settings),
                GateOptions.of(settings),
                settings.choice("capstan.component.on-error", OnError.CLOSE),
                settings.number("capstan.message.max-bytes", 65536, 1, 1 << 30),
                settings.duration("capstan.shutdown.timeout", Duration.ofSeconds(10), Duration.ZERO),
                settings.text("capstan.echo.route"));
    }
}
