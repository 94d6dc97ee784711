package io.capstan.wire.undertow;

import io.capstan.wire.Deliveries;
import io.capstan.wire.Turn;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.UTF8Output;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.Buffers;

/**
 * Takes the place of the engine's own listener for frames, which hands each message to a worker: this one hands it over where
 * it was read. All that was read together is one {@link Turn}. The end of a connection is still reported by a worker.
 */
final class DirectReceiver extends AbstractReceiveListener {
    /** How many frames are taken in a turn, before others get theirs. */
    private static final int MOST = 64;

    private final UndertowSession session;
    private final Deliveries deliveries;
    private final BusyPoll poll;

    DirectReceiver(UndertowSession session, Deliveries deliveries, BusyPoll poll) {
        this.session = session;
        this.deliveries = deliveries;
        this.poll = poll;
    }

    /** As the engine's, but for taking more than one frame. */
    @Override
    public void handleEvent(WebSocketChannel channel) {
        poll.turnBegins();
        Turn turn = Turn.begin();
        try {
            StreamSourceFrameChannel frame = channel.receive();
            for (int taken = 1; frame != null; taken++) {
                take(channel, frame);
                frame = taken < MOST ? channel.receive() : null;
            }
        } catch (IOException e) {
            onError(channel, e);
        } finally {
            turn.end();
            poll.turnEnds();
        }
    }

    private void take(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        switch (frame.getType()) {
            case TEXT -> onText(channel, frame);
            case BINARY -> onBinary(channel, frame);
            case PONG -> onPong(channel, frame);
            case PING -> onPing(channel, frame);
            case CLOSE -> onClose(channel, frame);
            default -> {}
        }
    }

    @Override
    protected void onText(WebSocketChannel channel, StreamSourceFrameChannel frame) {
        new BufferedTextMessage(false).read(frame, new WebSocketCallback<BufferedTextMessage>() {
            @Override
            public void complete(WebSocketChannel same, BufferedTextMessage part) {
                deliveries.text(part.getData(), part.isComplete());
            }

            @Override
            public void onError(WebSocketChannel same, BufferedTextMessage part, Throwable error) {
                deliveries.failed(error);
            }
        });
    }

    @Override
    protected void onBinary(WebSocketChannel channel, StreamSourceFrameChannel frame) {
        new BufferedBinaryMessage(false).read(frame, new WebSocketCallback<BufferedBinaryMessage>() {
            @Override
            public void complete(WebSocketChannel same, BufferedBinaryMessage part) {
                deliveries.binary(bytes(part), part.isComplete());
            }

            @Override
            public void onError(WebSocketChannel same, BufferedBinaryMessage part, Throwable error) {
                deliveries.failed(error);
            }
        });
    }

    private static byte[] bytes(BufferedBinaryMessage message) {
        var pooled = message.getData(); // of a type that is deprecated
        try {
            ByteBuffer[] buffers = pooled.getResource();
            return Buffers.take(buffers, 0, buffers.length);
        } finally {
            pooled.close();
        }
    }

    @Override
    protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        deliveries.pong(ByteBuffer.wrap(bytes(message)));
    }

    @Override
    protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        ByteBuffer payload = ByteBuffer.wrap(bytes(message));
        if (!channel.isCloseFrameSent()) {
            WebSockets.sendClose(payload.duplicate(), channel, null);
        }
        session.getContainer().invokeEndpointMethod(session.getExecutor(), () -> end(payload));
    }

    private void end(ByteBuffer payload) {
        try {
            session.closeInternal(reason(payload));
        } catch (IOException e) {
            deliveries.failed(e);
        }
    }

    private static CloseReason reason(ByteBuffer payload) {
        if (payload.remaining() < Short.BYTES) {
            return new CloseReason(CloseCodes.NO_STATUS_CODE, null);
        }
        int code = Short.toUnsignedInt(payload.getShort());
        return new CloseReason(
                CloseCodes.getCloseCode(code), payload.hasRemaining() ? new UTF8Output(payload).extract() : null);
    }

    @Override
    protected void onError(WebSocketChannel channel, Throwable error) {
        try {
            deliveries.failed(error);
        } finally {
            session.forceClose();
        }
    }
}
