package io.capstan.endpoint;

import io.capstan.wire.Intake;
import io.capstan.wire.WireConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the inlets of connections, and keeps what those of a component share. */
final class Inlets {
    private final Map<Class<?>, Slots> slots = new ConcurrentHashMap<>();
    private final Timing timing;

    Inlets(Timing timing) {
        this.timing = timing;
    }

    /** The inlet of a connection; {@code null} if there is nothing to look at, and messages go straight through. */
    @Nullable
    Inlet open(MessageOptions options, WireConnection connection, Intake intake, Consumer<Object> sink) {
        if (!options.limitsRate()) {
            return null;
        }
        Slots shared = options.inFlight() == 0
                ? null
                : slots.computeIfAbsent(connection.component(), any -> new Slots(options.inFlight(), timing.workers()));
        return new Inlet(options, shared, connection, intake, timing, sink);
    }
}
