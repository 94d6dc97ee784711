package io.capstan.gate;

import io.capstan.HandshakeInterceptor;
import io.capstan.HandshakeInterceptor.Intercepts;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.gate.InterceptorRule.Interception;
import io.capstan.settings.ByPriority;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the interceptors of the application. */
@OnePerApplication
class Interceptors {
    @Inject
    @Any
    Instance<HandshakeInterceptor> beans;

    /**
     * The rule that asks them, in the order of their priority.
     *
     * @param faults told of patterns that cannot be used
     */
    Rule rule(Consumer<String> faults) {
        List<Interception> interceptions = new ArrayList<>();
        for (var handle : ByPriority.sorted(beans)) {
            interceptions.add(
                    new Interception(handle.get(), paths(handle.getBean().getBeanClass(), faults)));
        }
        return new InterceptorRule(interceptions);
    }

    private static Optional<RouteTable<Class<?>>> paths(Class<?> type, Consumer<String> faults) {
        Intercepts intercepts = type.getAnnotation(Intercepts.class);
        if (intercepts == null) {
            return Optional.empty();
        }
        RouteTable<Class<?>> paths = new RouteTable<>();
        for (String path : intercepts.value()) {
            try {
                paths.add(RouteTemplate.parse(path), type);
            } catch (IllegalArgumentException e) {
                faults.accept(
                        type.getName() + ": @Intercepts(\"" + path + "\") cannot be used: " + e.getMessage() + ".");
            }
        }
        return Optional.of(paths);
    }
}
