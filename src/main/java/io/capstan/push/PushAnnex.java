package io.capstan.push;

import io.capstan.component.Target;
import io.capstan.component.Wiring;
import io.capstan.endpoint.Annex;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import io.capstan.wire.Heartbeat;
import io.capstan.wire.Outgoing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts and stops what has to do with pushing. */
@OnePerApplication
class PushAnnex implements Annex {
    private static final Outgoing HEARTBEAT = Outgoing.text("{\"action\":\"hb\"}", Optional.empty());

    private final DevicePush route;
    private final Devices devices;
    private final Pushes pushes;
    private final Desk desk;
    private @Nullable PushOptions options;
    private volatile @Nullable HttpPush http;
    private @Nullable SocketServer socket;

    @Inject
    PushAnnex(DevicePush route, Devices devices, Pushes pushes, Desk desk) {
        this.route = route;
        this.devices = devices;
        this.pushes = pushes;
        this.desk = desk;
    }

    @Override
    public void prepare(Settings settings, Wiring wiring) {
        PushOptions read = PushOptions.of(settings);
        options = read;
        read.route().ifPresent(path -> wiring.mount(path, new Target(DevicePush.class, List.of(), false)));
        route.begin(read.devices());
        devices.begin(read.devices());
        desk.begin(read.idempotency());
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(DevicePush.class, route);
    }

    @Override
    public void start(Site site) {
        PushOptions read = options;
        if (read == null) {
            throw new IllegalStateException("prepare comes first.");
        }
        http = new HttpPush(read, site.gate(), desk);
        read.socket()
                .place()
                .ifPresent(place -> socket = SocketServer.start(place, read.socket(), read.largest(), desk, site));
        Duration period = read.devices().heartbeat();
        if (!period.isZero()) {
            beat(site.timer(), period);
        }
    }

    private void beat(Heartbeat timer, Duration period) {
        timer.schedule(period, () -> {
            pushes.tellAll(HEARTBEAT);
            beat(timer, period);
        });
    }

    @Override
    public Map<String, Service> services() {
        HttpPush started = http;
        return started == null ? Map.of() : Map.of(HttpPush.PATH, started);
    }

    @Override
    public void stop() {
        http = null;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
