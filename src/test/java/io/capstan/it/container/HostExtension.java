package io.capstan.it.container;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.as.arquillian.container.managed.ManagedDeployableContainer;

/**
 * Puts our adapter in the place of WildFly's where this run is about another host. Arquillian takes exactly one adapter
 * from the class path; this is how three of them fit on one.
 */
public final class HostExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        switch (Host.current()) {
            case EMBEDDED -> replace(builder, EmbeddedContainer.class);
            case PAYARA -> replace(builder, PayaraContainer.class);
            case WILDFLY -> WildFlyHome.prepare(); // its own extension is on the class path
        }
    }

    private static void replace(ExtensionBuilder builder, Class<? extends DeployableContainer<?>> adapter) {
        builder.override(DeployableContainer.class, ManagedDeployableContainer.class, adapter);
    }
}
