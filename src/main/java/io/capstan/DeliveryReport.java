package io.capstan;

import java.util.Map;
import java.util.Set;

/**
 * What became of a message to many, for each connection by its id. A failure for one of them is none for another.
 *
 * @param delivered those for which it was handed to the network, or was given up as the policy of their outbox says
 * @param failed those that ended before, with the reason
 * @param unknown ids that were asked for and have not joined
 */
public record DeliveryReport(Map<String, Delivery> delivered, Map<String, Throwable> failed, Set<String> unknown) {}
