package io.capstan.gate;

import io.capstan.RefusedHandshake;
import io.capstan.RefusedHandshake.Refused;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells the application of refused handshakes. */
@OnePerApplication
class Refusals {
    private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

    private final @Nullable Event<RefusedHandshake> event;

    @Inject
    Refusals(@Refused @Nullable Event<RefusedHandshake> event) {
        this.event = event;
    }

    /** Fires the event. What an observer throws is logged and changes nothing. */
    void tell(RefusedHandshake refused) {
        try {
            if (event != null) {
                event.fire(refused);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "an observer of refused handshakes failed", e);
        }
    }
}
