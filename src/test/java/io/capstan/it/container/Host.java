package io.capstan.it.container;

import java.time.Duration;
import java.util.Locale;

/** The server that the container tests of this run are deployed to. */
public enum Host {
    /** The server of {@code capstan-server.jar}, inside the JVM of the tests, but for {@link #PATIENCE}. */
    EMBEDDED,
    /** A WildFly in its standalone configuration, but for two users, a pool that validates its connections, and {@link #PATIENCE}. */
    WILDFLY,
    /** A Payara Micro as it is, but for where it listens, a pool that validates its connections, and {@link #PATIENCE}. */
    PAYARA;

    /** How long listeners wait for a request, and for the end of one that has begun: shorter than delivered, so that a test may wait. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What the build says in {@code capstan.host}; embedded where nothing is said, for a run from an IDE. */
    public static Host current() {
        return valueOf(System.getProperty("capstan.host", "embedded").toUpperCase(Locale.ROOT));
    }
}
