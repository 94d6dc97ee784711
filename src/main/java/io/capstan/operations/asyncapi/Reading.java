package io.capstan.operations.asyncapi;

import java.util.Set;

/**
 * From which side a schema is looked at.
 *
 * @param written whether the server writes it; else it reads it
 * @param views the views that are asked for where it is written
 */
record Reading(boolean written, Set<String> views) {
    /** What clients send. */
    static final Reading READ = new Reading(false, Set.of());

    /** What the server sends. */
    static Reading written(Set<String> views) {
        return new Reading(true, Set.copyOf(views));
    }
}
