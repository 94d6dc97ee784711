package io.capstan.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has WildFly's listeners wait no longer for a request, and for the end of one, than the hosts of the tests do. */
final class WildFlyListeners {
    private static final String TIMEOUTS =
            "request-parse-timeout=\"%1$d\" no-request-timeout=\"%1$d\" ".formatted(Host.PATIENCE.toMillis());

    private WildFlyListeners() {}

    /** Before the server starts. Does nothing a second time. */
    static void hurry() {
        Path file = Path.of(System.getProperty("wildfly.home"), "standalone", "configuration", "standalone.xml");
        try {
            String configuration = Files.readString(file);
            if (!configuration.contains(TIMEOUTS)) {
                Files.writeString(file, configuration.replaceAll("<(https?-listener) ", "<$1 " + TIMEOUTS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
