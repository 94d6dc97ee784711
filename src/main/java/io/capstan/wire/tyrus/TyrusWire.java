package io.capstan.wire.tyrus;

import io.capstan.wire.Batch;
import io.capstan.wire.SessionWire;
import io.capstan.wire.Transport;
import io.capstan.wire.WriteUnderWay;
import io.capstan.wire.deflate.Compression;
import io.capstan.wire.deflate.FrameInflater;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.jspecify.annotations.Nullable;

/**
 * The wire for Tyrus: the frames of a batch as one raw frame, which Tyrus writes as they are.
 *
 * <p>Order: every frame of a connection, ours and Tyrus' own (pong, close), goes through its one {@code Writer}, which
 * takes a buffer whole or queues it whole. So nothing gets between the frames of a batch, and a close frame stays behind
 * what was written. Extensions are passed by: Tyrus knows of none.
 */
final class TyrusWire extends SessionWire {
    private final TyrusWebSocket socket;
    /** Set before anything is written. */
    private volatile @Nullable Compression compression;

    TyrusWire(Session session, TyrusWebSocket socket, Transport transport) {
        super(session, transport);
        this.socket = socket;
    }

    @Override
    public String name() {
        return TyrusWireFactory.NAME;
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
        Compression agreed = compression;
        return send(agreed == null ? batch.frames() : batch.frames(agreed), completion);
    }

    /** What comes in is inflated by the upgrade guard, which stands between the server and Tyrus. */
    @Override
    public boolean compress(Compression outgoing, FrameInflater incoming) {
        compression = outgoing;
        return true;
    }

    /**
     * Tyrus drops the TCP connection as soon as it has given the close frame to its writer, even if that one queues it
     * because the socket is full. So no bytes at all are sent before: when they have been taken, the writer is ready.
     */
    @Override
    public boolean flush(Completion completion) throws IOException {
        return send(ByteBuffer.allocate(0), completion);
    }

    private boolean send(ByteBuffer bytes, Completion completion) throws IOException {
        CompletableFuture<?> sent;
        try {
            sent = (CompletableFuture<?>) socket.sendRawFrame(bytes); // what the probe has proved
        } catch (RuntimeException e) {
            throw new IOException(e); // thrown when the socket is closed
        }
        if (sent.isDone() && !sent.isCompletedExceptionally()) {
            return true; // the usual case: the socket took all
        }
        WriteUnderWay write = new WriteUnderWay(completion);
        sent.whenComplete((frame, error) -> write.ended(error));
        return write.isComplete();
    }
}
