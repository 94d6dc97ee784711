package io.capstan.endpoint;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an application says about JSON and about time by beans of its own.
 *
 * @param config how JSON-B is configured
 * @param own the JSON-B itself; it comes before the configuration
 * @param clock what time it is
 */
record JsonBeans(JsonbConfig config, Optional<Jsonb> own, Clock clock) {

    /** Those of an application, which has at most one of each; else there are faults. */
    static JsonBeans of(BeanManager beans, Consumer<String> faults) {
        return new JsonBeans(
                find(JsonbConfig.class, beans, faults).orElseGet(JsonbConfig::new),
                find(Jsonb.class, beans, faults),
                find(Clock.class, beans, faults).orElseGet(Clock::systemDefaultZone));
    }

    private static <T> Optional<T> find(Class<T> type, BeanManager beans, Consumer<String> faults) {
        Instance<T> found = beans.createInstance().select(type);
        if (found.isAmbiguous()) {
            faults.accept("There are several beans of type " + type.getName()
                    + ", and nobody knows which one is meant; allowed is one, or none, without qualifiers.");
        }
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }
}
