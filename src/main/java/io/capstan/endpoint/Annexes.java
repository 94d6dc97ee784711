package io.capstan.endpoint;

import io.capstan.component.Component;
import io.capstan.component.Components;
import io.capstan.component.Wiring;
import io.capstan.settings.Settings;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All {@link Annex}es of an application. */
record Annexes(List<Annex> all) {
    private static final System.Logger LOG = System.getLogger(Annexes.class.getName());

    static Annexes of(BeanManager beans) {
        return new Annexes(beans.createInstance().select(Annex.class).stream().toList());
    }

    void prepare(Settings settings, Wiring wiring) {
        all.forEach(annex -> annex.prepare(settings, wiring));
    }

    /** Adds their components to these. */
    void addTo(Map<Class<?>, Component> components, Components catalog) {
        all.forEach(annex -> annex.components().forEach((type, bean) -> components.put(type, catalog.of(type, bean))));
    }

    /** What answers plain requests, by their paths; {@code null} where nothing does. */
    Function<String, Annex.@Nullable Service> services() {
        Map<String, Annex.Service> services = new HashMap<>();
        all.forEach(annex -> services.putAll(annex.services()));
        return path -> {
            Annex.Service service = services.get(path);
            for (int i = 0; service == null && i < all.size(); i++) {
                service = all.get(i).service(path);
            }
            return service;
        };
    }

    /** Starts all; if one of them cannot start, none has. */
    void start(Annex.Site site) {
        try {
            all.forEach(annex -> annex.start(site));
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    void stop() {
        for (Annex annex : all) {
            try {
                annex.stop();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part of Capstan did not stop properly", e);
            }
        }
    }
}
