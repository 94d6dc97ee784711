package io.capstan.wire.json;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of members in JSON that are about relative time: those that are configured, whose dates become relative, and those of
 * annotated properties, which JSON-B does not show to their serializer when they are {@code null}. Thread-safe.
 */
final class RelativeNames {
    private final Set<String> configured;
    private final Set<String> annotated = ConcurrentHashMap.newKeySet();

    RelativeNames(Set<String> configured) {
        this.configured = configured;
    }

    /** A property with {@code @RelativeTime} is written under this name. */
    void annotated(String name) {
        annotated.add(name);
    }

    /** Whether a date under this name is written as relative time, without an annotation. */
    boolean isConfigured(String name) {
        return configured.contains(name);
    }

    /** Whether {@code null} under this name is a time that there is not. */
    boolean has(String name) {
        return configured.contains(name) || annotated.contains(name);
    }
}
