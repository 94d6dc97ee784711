package io.capstan.gate;

import io.capstan.RequestMatcher;
import io.capstan.component.RouteTable;
import io.capstan.component.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds what the conditions of routes need, and says which of them cannot be fulfilled. */
@ApplicationScoped
class Matchers {
    @Inject
    @Any
    Instance<RequestMatcher> beans;

    /**
     * The bean of each class that a route names as its matcher.
     *
     * @param faults told of hosts that are none, and of matchers that are no beans
     */
    Map<Class<?>, RequestMatcher> of(RouteTable<Target> routes, Consumer<String> faults) {
        Map<Class<?>, RequestMatcher> matchers = new HashMap<>();
        routes.mounts().stream().map(RouteTable.Mount::target).distinct().forEach(target -> {
            target.conditions().hosts().forEach(host -> checkHost(target, host, faults));
            target.conditions().matcher().ifPresent(type -> bean(type)
                    .ifPresentOrElse(
                            bean -> matchers.put(type, bean),
                            () -> faults.accept(target.owner().getName() + ": @Route(matcher = "
                                    + type.getSimpleName() + ".class) cannot be used: there is not exactly one"
                                    + " bean of the class " + type.getName()
                                    + "; give it a scope, as @ApplicationScoped.")));
        });
        return matchers;
    }

    private static void checkHost(Target target, String host, Consumer<String> faults) {
        Optional<String> canonical = HostName.canonical(host);
        if (!canonical.equals(Optional.of(host))) {
            faults.accept(target.owner().getName() + ": @Route(hosts = \"" + host
                    + "\") cannot be used: allowed is a host without port, as a.example"
                    + canonical
                            .map(meant -> "; probably meant: '" + meant + "'")
                            .orElse("") + ".");
        }
    }

    private Optional<RequestMatcher> bean(Class<? extends RequestMatcher> type) {
        var found = beans.select(type);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }
}
