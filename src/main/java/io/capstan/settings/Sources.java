package io.capstan.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where texts of settings come from. */
final class Sources {
    private Sources() {}

    /** MicroProfile Config where the application can see it, else {@link #plain}. */
    static Function<String, Optional<String>> best() {
        try {
            return MicroProfile.source();
        } catch (LinkageError | IllegalStateException absent) {
            return Sources::plain;
        }
    }

    /** The keys that are set, in the source of {@link #best}. */
    static Collection<String> names() {
        try {
            return MicroProfile.names();
        } catch (LinkageError | IllegalStateException absent) {
            return plainNames();
        }
    }

    /** The names of system properties and environment variables. */
    static Collection<String> plainNames() {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(System.getenv().keySet());
        return names;
    }

    /** A system property, or an environment variable named as MicroProfile Config would name it. */
    static Optional<String> plain(String key) {
        String property = System.getProperty(key);
        if (property != null) {
            return Optional.of(property);
        }
        return Optional.ofNullable(System.getenv(variable(key)));
    }

    /** The environment variable that stands for a key. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Apart, so that nothing of MicroProfile is loaded where it is not there. */
    private static final class MicroProfile {
        static Function<String, Optional<String>> source() {
            var config = ConfigProvider.getConfig();
            return key -> config.getOptionalValue(key, String.class);
        }

        static Collection<String> names() {
            Set<String> names = new TreeSet<>();
            var config = ConfigProvider.getConfig();
            config.getPropertyNames().forEach(names::add);
            // SmallRye remembers the names of its first answer, and system properties may have come since
            config.getConfigSources().forEach(source -> names.addAll(source.getPropertyNames()));
            return names;
        }
    }
}
