package io.capstan.http;

import io.capstan.component.RequestContexts;
import io.capstan.component.Wiring;
import io.capstan.endpoint.Annex;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import io.capstan.wamp.session.WampComponent;
import io.capstan.wire.OutboxOptions;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Opens the ways to the WAMP router that need no WebSocket, where they are configured. */
@OnePerApplication
class HttpAnnex implements Annex {
    private final WampComponent wamp;
    private final RequestContexts contexts;
    private @Nullable HttpOptions options;
    private OutboxOptions outbox = OutboxOptions.DEFAULTS;
    private volatile @Nullable Bridge bridge;
    private volatile @Nullable LongPoll longPoll;

    @Inject
    HttpAnnex(WampComponent wamp, RequestContexts contexts) {
        this.wamp = wamp;
        this.contexts = contexts;
    }

    @Override
    public void prepare(Settings settings, Wiring wiring) {
        options = HttpOptions.of(settings);
        outbox = OutboxOptions.of(settings.forRoute(WampComponent.class), outbox);
    }

    @Override
    public void start(Site site) {
        HttpOptions read = options;
        if (read == null) {
            throw new IllegalStateException("prepare comes first.");
        }
        BridgeOptions bridged = read.bridge();
        bridged.path().ifPresent(path -> bridge = new Bridge(bridged, path, wamp.router(), site));
        PollOptions polled = read.poll();
        polled.path().ifPresent(path -> longPoll = longPoll(polled, path, site));
    }

    private LongPoll longPoll(PollOptions polled, BasePath path, Site site) {
        Surroundings surroundings = new Surroundings(
                wamp.router(),
                outbox,
                site.workers(),
                site.timer(),
                contexts,
                Thread.currentThread().getContextClassLoader());
        return new LongPoll(polled, path, site.gate().guests(), surroundings);
    }

    @Override
    public @Nullable Service service(String path) {
        LongPoll polled = longPoll;
        Service service = polled == null ? null : polled.service(path);
        Bridge bridged = bridge;
        return service != null || bridged == null ? service : bridged.service(path);
    }

    @Override
    public void stop() {
        Bridge bridged = bridge;
        if (bridged != null) {
            bridged.stop();
        }
        LongPoll polled = longPoll;
        if (polled != null) {
            polled.stop();
        }
    }
}
