package io.capstan.channel;

import io.capstan.Channel.DeliveryReport;
import io.capstan.Delivery;
import io.capstan.wire.Encoded;
import io.capstan.wire.WireConnection;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Sends a message to many and waits, without a thread, for what becomes of it for each. */
final class Reports {
    private Reports() {}

    /** @param wanted the ids that were asked for; those that are not among the connections are unknown */
    static CompletionStage<DeliveryReport> send(
            Encoded message, Collection<WireConnection> connections, Set<String> wanted) {
        Map<String, Delivery> delivered = new ConcurrentHashMap<>();
        Map<String, Throwable> failed = new ConcurrentHashMap<>();
        Set<String> unknown = new HashSet<>(wanted);
        CompletableFuture<?>[] sent = connections.stream()
                .map(connection -> {
                    unknown.remove(connection.id());
                    return connection
                            .send(message.of(connection))
                            .handle((delivery, error) -> error == null
                                    ? delivered.put(connection.id(), delivery)
                                    : failed.put(connection.id(), error));
                })
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(sent)
                .thenApply(done -> new DeliveryReport(Map.copyOf(delivered), Map.copyOf(failed), Set.copyOf(unknown)));
    }
}
