package io.capstan.it.container;

import io.capstan.it.client.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The installation from which WildFly servers of this build start, each with ports and a base directory of its own: several
 * JVMs run tests at once.
 */
final class WildFlyHome {
    private WildFlyHome() {}

    /** Before the server starts, and before anybody reads {@code arquillian.xml}, in which these properties stand. */
    static void prepare() {
        Path home = Path.of(System.getProperty("wildfly.home"));
        configure(home);
        System.setProperty("wildfly.run", home + "-run-" + Forks.number());
        Stream.of("http", "https", "management")
                .forEach(name -> System.setProperty("wildfly." + name + ".port", String.valueOf(FreePort.any())));
    }

    /** One JVM after the other: the first one writes, and nothing changes when others have begun to read. */
    private static void configure(Path home) {
        try (FileChannel file = FileChannel.open(
                        home.resolve("prepared.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid()) {
                WildFlyUsers.add();
                WildFlyPool.validate();
                WildFlyListeners.hurry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
