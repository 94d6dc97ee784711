package io.capstan.operations;

import io.capstan.Routes;
import io.capstan.component.Wiring;
import io.capstan.endpoint.Annex;
import io.capstan.gate.ServiceAccess;
import io.capstan.gate.ServiceGate;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens what is asked about a running application, where it is said who may ask. */
@OnePerApplication
class OperationsAnnex implements Annex {
    private static final String SETTINGS = "capstan.operations";

    private final Routes routes;
    private final Statistics statistics;
    private @Nullable ServiceAccess access;
    private @Nullable ServiceGate gate;

    @Inject
    OperationsAnnex(Routes routes, Statistics statistics) {
        this.routes = routes;
        this.statistics = statistics;
    }

    @Override
    public void prepare(Settings settings, Wiring wiring) {
        access = ServiceAccess.of(settings, SETTINGS);
    }

    @Override
    public void start(Site site) {
        gate = site.gate();
    }

    @Override
    public Map<String, Service> services() {
        ServiceAccess who = access;
        ServiceGate door = gate;
        if (who == null || door == null || !who.isOpen()) {
            return Map.of();
        }
        return Map.of(
                "/capstan/routes", report(who, door, () -> RoutesDocument.of(routes.all())),
                "/capstan/stats", report(who, door, statistics::document));
    }

    private static Service report(ServiceAccess access, ServiceGate gate, Supplier<String> document) {
        return new Report(access, gate, document);
    }

    @Override
    public void stop() {
        gate = null;
    }
}
