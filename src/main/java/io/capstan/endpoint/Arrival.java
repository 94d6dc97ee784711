package io.capstan.endpoint;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Handshake;
import io.capstan.component.Callbacks;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Identity;
import io.capstan.wire.Inbox;
import io.capstan.wire.Serial;
import io.capstan.wire.Wire;
import io.capstan.wire.WireConnection;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One connection that came by the {@link Entrance}: what its socket has to say is turned into calls of a connection and its
 * component. No method waits: components are called by workers, one at a time for each connection, and what they have not
 * taken yet is bounded by the inbox, which has the socket pause.
 */
public final class Arrival implements WireConnection.Listener {
    private final Terms terms;
    private final WireConnection connection;
    private final Callbacks callbacks;
    private final Inbox inbox;
    private final Serial serial;
    /** {@code null} where messages go straight through. */
    private final @Nullable Inlet inlet;

    Arrival(Executor workers, Terms terms, Handshake handshake, Map<String, Object> attributes, Wire wire) {
        this.terms = terms;
        this.serial = new Serial(workers);
        Runtime runtime = terms.runtime();
        this.inbox = new Inbox(
                wire.intake().orElse(null), runtime.options().threads().inbox());
        this.connection = new WireConnection(
                new Identity(terms.component().type(), handshake, Caller.ANONYMOUS, attributes, Optional.empty()),
                wire,
                terms.options().outbox(),
                inbox,
                wire.isPinged()
                        ? terms.support()
                        : terms.support().with(terms.options().wire().silent()),
                this);
        this.callbacks =
                new Callbacks(terms.component(), connection, terms.invoker().here(), connection::isClosing);
        this.inlet = runtime.inlets().open(terms.options().messages(), connection, inbox, this::handle);
    }

    void open() {
        terms.runtime().connections().add(connection);
        serial.submit(callbacks::open);
        if (terms.runtime().isStopping()) {
            connection.close(CloseCode.GOING_AWAY, Runtime.GOODBYE);
        }
    }

    /** The connection, for all that is not a message. */
    public WireConnection connection() {
        return connection;
    }

    /** A message came; nobody writes into its bytes any more. */
    public void message(ByteBuffer bytes) {
        int size = bytes.remaining();
        connection.heard(size, true);
        inbox.add(size);
        serial.submit(() -> {
            inbox.remove(size);
            if (inlet == null) {
                handle(bytes);
            } else {
                inlet.offer(bytes);
            }
        });
    }

    private void handle(Object message) {
        if (terms.authentication().passesBinary(connection)) {
            callbacks.message((ByteBuffer) message);
        }
    }

    @Override
    public void ended(CloseInfo info) {
        ConnectionRegistry registry = terms.runtime().connections();
        registry.remove(connection);
        callbacks.ending();
        Runnable last = () -> {
            connection.exitAll();
            callbacks.closed(info, () -> connection.whenLeft(registry::left));
        };
        serial.submit(() -> {
            if (inlet == null) {
                last.run();
            } else {
                inlet.end(last);
            }
        });
    }

    @Override
    public void due(Runnable task) {
        callbacks.due(task);
    }
}
