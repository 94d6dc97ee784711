package io.capstan.wire;

import java.util.List;

/**
 * The messages of one write, in order.
 *
 * @param messages at least one, at most as many as the wire joins
 * @param bytes their payload in all
 */
public record Batch(List<Outgoing> messages, int bytes) {}
