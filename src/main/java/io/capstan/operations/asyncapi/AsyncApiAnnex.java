package io.capstan.operations.asyncapi;

import io.capstan.Routes;
import io.capstan.action.ActionStyle;
import io.capstan.channel.ChannelExtension;
import io.capstan.component.Wiring;
import io.capstan.endpoint.Annex;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.json.JsonBinding;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the AsyncAPI document of the application, where that is switched on. */
@OnePerApplication
class AsyncApiAnnex implements Annex {
    private final Routes routes;
    private final ActionStyle actions;
    private final ConnectionRegistry connections;
    private final BeanManager beans;
    private @Nullable AsyncApiOptions options;
    private volatile @Nullable AsyncApiService service;

    @Inject
    AsyncApiAnnex(Routes routes, ActionStyle actions, ConnectionRegistry connections, BeanManager beans) {
        this.routes = routes;
        this.actions = actions;
        this.connections = connections;
        this.beans = beans;
    }

    @Override
    public void prepare(Settings settings, Wiring wiring) {
        options = AsyncApiOptions.of(settings);
    }

    @Override
    public Map<String, Service> services() {
        AsyncApiService started = service;
        return started == null ? Map.of() : Map.of(AsyncApiService.PATH, started);
    }

    @Override
    public void start(Site site) {
        AsyncApiOptions read = options;
        if (read == null) {
            throw new IllegalStateException("prepare comes first.");
        }
        service = new AsyncApiService(read, () -> document(read));
    }

    private ApiDocument document(AsyncApiOptions read) {
        JsonBinding json = connections.encoder().json().binding();
        return new ApiDocument(
                read,
                routes.all(),
                actions,
                beans.getExtension(ChannelExtension.class).names(),
                new Schemas(json.names(), json.options().relativeTime()));
    }

    @Override
    public void stop() {
        service = null;
    }
}
