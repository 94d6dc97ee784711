package io.capstan.wire.json;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Finds the best of some languages for whoever has sent an {@code Accept-Language} (RFC 9110 §12.5.4, RFC 4647 §3.4). Thread-safe. */
final class Languages {
    /** How many headers are remembered: clients have few different ones, unless they mean harm. */
    private static final int MOST = 1000;

    /** Longer headers are not looked at: browsers send some dozens of characters. */
    private static final int LONGEST = 500;

    private final Supplier<Collection<String>> tags;
    private final String otherwise;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * Some languages.
     *
     * @param tags asked for when somebody wants one
     * @param otherwise the language of those who name none of these
     */
    Languages(Supplier<Collection<String>> tags, String otherwise) {
        this.tags = tags;
        this.otherwise = otherwise;
    }

    /** Those that are configured. */
    static Languages of(JsonOptions options) {
        return new Languages(
                () -> options.languages().isEmpty() ? Words.tags() : options.languages(), options.language());
    }

    /** The tag of the language for this header, which may be empty. Total. */
    String best(String header) {
        if (header.isEmpty() || header.length() > LONGEST) {
            return otherwise;
        }
        String found = known.get(header);
        if (found == null) {
            found = find(header);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(header, found);
        }
        return found;
    }

    private String find(String header) {
        List<LanguageRange> ranges;
        try {
            ranges = LanguageRange.parse(header);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) { // the JDK throws that for "-"
            return otherwise;
        }
        Map<String, String> lower = new HashMap<>(); // the form in which tags are found
        tags.get().forEach(tag -> lower.put(tag.toLowerCase(Locale.ROOT), tag));
        String found = Locale.lookupTag(ranges, lower.keySet());
        return found == null ? otherwise : lower.getOrDefault(found.toLowerCase(Locale.ROOT), otherwise);
    }
}
