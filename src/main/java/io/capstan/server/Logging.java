package io.capstan.server;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the command line writes to the standard error: one line for each event, and of the libraries only what is wrong.
 * A logging configuration of the user's own is left alone.
 */
final class Logging {
    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final List<Logger> LIBRARIES = List.of(
            Logger.getLogger("org.jboss"),
            Logger.getLogger("org.xnio"),
            Logger.getLogger("io.undertow"),
            Logger.getLogger("io.smallrye"));

    private Logging() {}

    static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        }
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.INFO);
        }
    }
}
