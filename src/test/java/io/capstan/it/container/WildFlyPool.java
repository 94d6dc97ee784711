package io.capstan.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Has the pool of WildFly's default data source look at a connection before it gives it away, as the manual says: as
 * delivered it does not, and after a restart of the database the first user of each connection gets an error.
 */
final class WildFlyPool {
    private static final String BEFORE = "<security user-name=\"sa\" password=\"sa\"/>";
    private static final String VALIDATION = """

                            <validation>
                                <valid-connection-checker class-name="org.jboss.jca.adapters.jdbc.extensions.novendor.JDBC4ValidConnectionChecker"/>
                                <validate-on-match>true</validate-on-match>
                            </validation>""";

    private WildFlyPool() {}

    /** Before the server starts. Does nothing a second time. */
    static void validate() {
        Path file = Path.of(System.getProperty("wildfly.home"), "standalone", "configuration", "standalone.xml");
        try {
            String configuration = Files.readString(file);
            if (!configuration.contains(BEFORE + VALIDATION)) {
                Files.writeString(file, configuration.replace(BEFORE, BEFORE + VALIDATION));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
