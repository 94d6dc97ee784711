package io.capstan.operations;

import io.capstan.Connection;
import io.capstan.RefusedHandshake;
import io.capstan.RefusedHandshake.Refused;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What is going on in an application: who is connected, what has gone over these connections, who was refused. */
@OnePerApplication
class Statistics {
    private final ConnectionRegistry connections;
    private final Instant since = Instant.now();
    /** By status, of which a gate has a dozen and an application's interceptors few more. */
    private final Map<Integer, LongAdder> refusals = new ConcurrentSkipListMap<>();

    @Inject
    Statistics(ConnectionRegistry connections) {
        this.connections = connections;
    }

    void refused(@Observes @Refused RefusedHandshake handshake) {
        refusals.computeIfAbsent(handshake.status(), any -> new LongAdder()).increment();
    }

    /** What the open connections of a component have carried. */
    private static final class Sum {
        long open;
        long messagesIn;
        long bytesIn;
        long messagesOut;
        long bytesOut;

        void add(Connection.Stats stats) {
            open++;
            messagesIn += stats.messagesIn();
            bytesIn += stats.bytesIn();
            messagesOut += stats.messagesOut();
            bytesOut += stats.bytesOut();
        }

        JsonObjectBuilder document() {
            return Json.createObjectBuilder()
                    .add("connections", open)
                    .add("messages-in", messagesIn)
                    .add("bytes-in", bytesIn)
                    .add("messages-out", messagesOut)
                    .add("bytes-out", bytesOut);
        }
    }

    /**
     * As JSON. Messages and bytes are those of the connections that are open at this moment; what has been closed is not
     * in it. Costs a look at each open connection.
     */
    String document() {
        Sum all = new Sum();
        Map<String, Sum> components = new TreeMap<>();
        for (WireConnection connection : connections.all()) {
            Connection.Stats stats = connection.stats();
            all.add(stats);
            components
                    .computeIfAbsent(connection.component().getName(), any -> new Sum())
                    .add(stats);
        }
        JsonArrayBuilder each = Json.createArrayBuilder();
        components.forEach((name, sum) ->
                each.add(Json.createObjectBuilder().add("component", name).addAll(sum.document())));
        JsonObjectBuilder refused = Json.createObjectBuilder();
        refusals.forEach((status, count) -> refused.add(String.valueOf(status), count.sum()));
        return Json.createObjectBuilder()
                .add("since", since.toString())
                .add("open", all.document())
                .add("components", each)
                .add("refused-handshakes", refused)
                .build()
                .toString();
    }
}
