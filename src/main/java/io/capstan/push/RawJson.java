package io.capstan.push;

import org.jspecify.annotations.Nullable;

/**
 * Data that came as JSON and goes on as it was written.
 *
 * @param value a JSON value
 * @param string what it stands for if it is a string, {@code null} if it is something else
 */
record RawJson(String value, @Nullable String string) {}
