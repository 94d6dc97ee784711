package io.capstan.settings;

import java.util.Locale;
import java.util.Optional;
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

    /** A system property, or an environment variable named as MicroProfile Config would name it. */
    static Optional<String> plain(String key) {
        String property = System.getProperty(key);
        if (property != null) {
            return Optional.of(property);
        }
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getenv(variable));
    }

    /** Apart, so that nothing of MicroProfile is loaded where it is not there. */
    private static final class MicroProfile {
        static Function<String, Optional<String>> source() {
            var config = ConfigProvider.getConfig();
            return key -> config.getOptionalValue(key, String.class);
        }
    }
}
