package io.capstan.http;

import io.capstan.settings.Settings;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Below which path of the context a service is.
 *
 * @param text with a slash before each segment and none at the end
 */
public record BasePath(String text) {
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    /** The configured one; empty: the service is nowhere. */
    static Optional<BasePath> of(Settings settings, String key) {
        Optional<String> path = settings.text(key);
        if (path.isPresent() && !PLAIN.matcher(path.get()).matches()) {
            settings.fault(key, "a path below the context, as /wamp, of letters, digits and ._~-");
            return Optional.empty();
        }
        return path.map(BasePath::new);
    }

    /** What of a path is below it, without the slash between; empty if it is elsewhere. */
    Optional<String> below(String path) {
        int length = text.length();
        return path.length() > length && path.charAt(length) == '/' && path.startsWith(text)
                ? Optional.of(path.substring(length + 1))
                : Optional.empty();
    }
}
