package io.capstan.server;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A server that was started by the command line.
 *
 * @param pid its process
 * @param born when the process began, which tells it from a later one with the same id; empty where the system does not say
 * @param uri where its application is
 * @param started when it began to listen
 * @param version of the server jar
 * @param key what it shows its routes and figures for
 */
record RunningServer(long pid, Optional<Instant> born, URI uri, Instant started, String version, String key) {
    /** Systems reckon the beginning of a process from a clock that is set now and then. */
    private static final Duration DRIFT = Duration.ofSeconds(5);

    /** This process. */
    static RunningServer here(URI uri, String key) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningServer(self.pid(), self.info().startInstant(), uri, Instant.now(), Version.current(), key);
    }

    /** The process, if it is still there, and still the same. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        Optional<Instant> now = process.info().startInstant();
        return born.isEmpty()
                || now.isEmpty()
                || Duration.between(born.get(), now.get()).abs().compareTo(DRIFT) < 0;
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("pid", String.valueOf(pid));
        born.ifPresent(instant -> properties.setProperty("born", instant.toString()));
        properties.setProperty("uri", uri.toString());
        properties.setProperty("started", started.toString());
        properties.setProperty("version", version);
        properties.setProperty("key", key);
        return properties;
    }

    /** Reads what {@link #toProperties} makes; empty if that is something else. */
    static Optional<RunningServer> of(Properties properties) {
        try {
            @Nullable String born = properties.getProperty("born");
            return Optional.of(new RunningServer(
                    Long.parseLong(text(properties, "pid")),
                    born == null ? Optional.empty() : Optional.of(Instant.parse(born)),
                    URI.create(text(properties, "uri")),
                    Instant.parse(text(properties, "started")),
                    text(properties, "version"),
                    text(properties, "key")));
        } catch (IllegalArgumentException | DateTimeParseException somethingElse) {
            return Optional.empty();
        }
    }

    private static String text(Properties properties, String name) {
        return properties.getProperty(name, "");
    }
}
