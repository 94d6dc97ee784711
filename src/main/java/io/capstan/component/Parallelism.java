package io.capstan.component;

import java.util.concurrent.Executor;

/**
 * How handlers run beside each other.
 *
 * @param executor runs concurrent handlers; rejects those for which no thread is free
 * @param most how much may be under way for one connection at once
 */
public record Parallelism(Executor executor, int most) {}
