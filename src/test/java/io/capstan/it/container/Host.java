package io.capstan.it.container;

import java.util.Locale;

/** The server that the container tests of this run are deployed to. */
public enum Host {
    /** The server of {@code capstan-server.jar}, inside the JVM of the tests. */
    EMBEDDED,
    /** A WildFly in its standalone configuration, but for two users and a pool that validates its connections. */
    WILDFLY,
    /** A Payara Micro as it is, but for where it listens and a pool that validates its connections. */
    PAYARA;

    /** What the build says in {@code capstan.host}; embedded where nothing is said, for a run from an IDE. */
    public static Host current() {
        return valueOf(System.getProperty("capstan.host", "embedded").toUpperCase(Locale.ROOT));
    }
}
