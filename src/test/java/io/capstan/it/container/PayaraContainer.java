package io.capstan.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * One Payara Micro for all test classes of a JVM.
 *
 * <p>The adapter that Payara publishes starts a server per test class, and takes the machine's outward address for the
 * server's, so that it cannot be bound to the loopback. This one does neither.
 */
public final class PayaraContainer implements DeployableContainer<PayaraConfiguration> {
    private final Map<String, Path> deployed = new HashMap<>();
    private PayaraConfiguration configuration;
    private PayaraProcess process;

    @Override
    public Class<PayaraConfiguration> getConfigurationClass() {
        return PayaraConfiguration.class;
    }

    @Override
    public void setup(PayaraConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            process = PayaraProcess.start(configuration);
        } catch (IOException failure) {
            throw new LifecycleException("Payara Micro did not start: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void stop() {
        process.close();
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String name = archive.getName().replaceFirst("\\.war$", "");
        try {
            Path file = Files.createTempDirectory("capstan-war").resolve(name + ".war");
            archive.as(ZipExporter.class).exportTo(file.toFile());
            deployed.put(name, file);
            process.command("deploy " + name + " " + file);
        } catch (IOException failure) {
            forget(name);
            throw new DeploymentException(archive.getName() + ": " + failure.getMessage(), failure);
        }
        HTTPContext context = new HTTPContext("127.0.0.1", process.port());
        context.add(new Servlet("default", "/" + name));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        String name = archive.getName().replaceFirst("\\.war$", "");
        try {
            process.command("undeploy " + name);
        } catch (IOException failure) {
            throw new DeploymentException(archive.getName() + ": " + failure.getMessage(), failure);
        } finally {
            forget(name);
        }
    }

    private void forget(String name) {
        Path file = deployed.remove(name);
        if (file != null) {
            file.toFile().delete();
            file.getParent().toFile().delete();
        }
    }
}
