package io.capstan.endpoint;

import io.capstan.Routes.Mounted;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Set;

/** The routes that an application would have if it were started. */
public final class PlannedRoutes {
    private PlannedRoutes() {}

    /**
     * All of them, in the order of their text. Nothing is started.
     *
     * @param beans the beans of the application
     * @param endpoints its Jakarta endpoints
     * @throws io.capstan.WiringException if it could not start, with all that is wrong
     */
    public static List<Mounted> of(BeanManager beans, Set<Class<?>> endpoints) {
        return Plan.of(beans, endpoints, () -> false).routes();
    }
}
