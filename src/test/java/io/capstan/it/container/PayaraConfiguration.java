package io.capstan.it.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What {@code arquillian.xml} says about Payara Micro. */
public final class PayaraConfiguration implements ContainerConfiguration {
    private Path jar = Path.of("payara-micro.jar");
    private List<String> javaOptions = List.of();
    private Duration startupTimeout = Duration.ofMinutes(3);

    /** The file {@code payara-micro.jar}. */
    public void setJar(String jar) {
        this.jar = Path.of(jar);
    }

    /** Options of the server's JVM, separated by spaces. Default: none. */
    public void setJavaOptions(String javaOptions) {
        this.javaOptions = List.of(javaOptions.trim().split("\\s+"));
    }

    /** How long the server may take to start, and for each deployment. Default: 180. */
    public void setStartupTimeoutInSeconds(Integer seconds) {
        this.startupTimeout = Duration.ofSeconds(seconds);
    }

    Path jar() {
        return jar;
    }

    List<String> javaOptions() {
        return javaOptions;
    }

    Duration startupTimeout() {
        return startupTimeout;
    }

    @Override
    public void validate() throws ConfigurationException {
        if (!Files.isRegularFile(jar)) {
            throw new ConfigurationException("Payara Micro is not at " + jar + ": run it through mvn verify");
        }
    }
}
