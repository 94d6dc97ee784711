package io.capstan.it.container;

import io.capstan.server.CapstanServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/** Runs each WAR on an embedded server of its own, inside the JVM of the tests, on a free port of the loopback. */
public final class EmbeddedContainer implements DeployableContainer<EmbeddedContainer.Configuration> {
    private final Map<String, Running> running = new HashMap<>();
    private SSLContext tls;

    /** There is nothing to configure. */
    public static final class Configuration implements ContainerConfiguration {
        @Override
        public void validate() throws ConfigurationException {}
    }

    private record Running(CapstanServer server, ExplodedWar war) {}

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            ExplodedWar war = ExplodedWar.of(archive);
            CapstanServer server;
            try {
                server = start(war);
            } catch (IOException | RuntimeException | Error failure) {
                war.close();
                throw failure;
            }
            running.put(archive.getName(), new Running(server, war));
            SecurePorts.add(server.port(), server.tlsPort());
            HTTPContext context = new HTTPContext("127.0.0.1", server.port());
            context.add(new Servlet("default", war.contextPath()));
            return new ProtocolMetaData().addContext(context);
        } catch (Exception failure) {
            throw new DeploymentException(archive.getName() + ": " + failure.getMessage(), failure);
        }
    }

    private CapstanServer start(ExplodedWar war) throws IOException {
        if (tls == null) {
            tls = SelfSigned.context();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(war.classLoader());
        try {
            return CapstanServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .tls(0, tls)
                    .requestTimeout(Host.PATIENCE)
                    .keepAlive(Host.PATIENCE)
                    .context(war.contextPath())
                    .classLoader(war.classLoader())
                    .beanClasses(war.classes())
                    .resources(war.staticFiles())
                    .start();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        Running stopped = running.remove(archive.getName());
        if (stopped == null) {
            return;
        }
        try {
            stopped.server().close();
            stopped.war().close();
        } catch (IOException failure) {
            throw new DeploymentException(archive.getName() + " was not cleaned up", failure);
        }
    }
}
