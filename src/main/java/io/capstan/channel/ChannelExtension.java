package io.capstan.channel;

import io.capstan.WiringException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.util.Set;
import java.util.TreeSet;

/** Finds the channels that are injected, and stops the deployment where one cannot be. */
public class ChannelExtension implements Extension {
    // sorted, so that the same application always gives the same message
    private final Set<String> names = new TreeSet<>();
    private final Set<String> faults = new TreeSet<>();

    void found(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        InjectionName.annotation(point).ifPresent(annotation -> {
            try {
                names.add(InjectionName.of(point, annotation));
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        });
    }

    void check(@Observes AfterDeploymentValidation event) {
        if (!faults.isEmpty()) {
            event.addDeploymentProblem(
                    new WiringException("Capstan cannot inject the channels:\n - " + String.join("\n - ", faults)));
        }
    }

    /** The names of the channels that are injected. */
    public Set<String> names() {
        return Set.copyOf(names);
    }
}
