package io.capstan.rawsocket;

import io.capstan.wamp.rawsocket.RawSocketFrame;
import io.capstan.wamp.rawsocket.RawSocketFrame.Type;
import io.capstan.wamp.rawsocket.RawSocketLink;
import io.capstan.wire.Batch;
import io.capstan.wire.Fragment;
import io.capstan.wire.Intake;
import io.capstan.wire.Outgoing;
import io.capstan.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a connection by RawSocket, and what stops the incoming one. Whoever writes tries it at once; what the
 * socket does not take is written by the thread of the server, when the socket can.
 *
 * <p>Its lock is its own monitor, under which it writes without waiting, and calls nobody. Pings and pongs go between whole
 * batches of messages. A client that sends pings and does not read what comes back is not read either, as long as so much
 * waits for it.
 */
final class RawSocketWire implements Wire, Intake {
    private static final System.Logger LOG = System.getLogger(RawSocketWire.class.getName());

    /** So many bytes of pongs wait before a client is not read any more. */
    private static final int MOST_CONTROLS = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final RawSocketLink link;
    private final boolean pinged;

    // Guarded by this.
    /** What is being written, of which a part may have left. */
    private @Nullable ByteBuffer current;

    private boolean currentIsData;
    /** Pings and pongs that wait for that. */
    private ByteArrayOutputStream controls = new ByteArrayOutputStream(0);
    /** Messages that wait for both. */
    private @Nullable ByteBuffer data;
    /** Who wants to know when the messages have left. */
    private @Nullable Completion completion;

    private boolean paused;
    private boolean ending;

    /** @param pinged whether the client is pinged */
    RawSocketWire(SocketChannel channel, SelectionKey key, RawSocketLink link, boolean pinged) {
        this.channel = channel;
        this.key = key;
        this.link = link;
        this.pinged = pinged;
    }

    @Override
    public String name() {
        return "rawsocket";
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public int largest() {
        return link.longest();
    }

    @Override
    public void omitted() {
        link.omit();
    }

    @Override
    public boolean write(Batch batch, Completion done) throws IOException {
        ByteBuffer frames = frames(batch);
        synchronized (this) {
            data = frames;
            drain();
            boolean complete = isDataGone();
            completion = complete ? null : done;
            return complete;
        }
    }

    /** The payload of a message is behind the head of its WebSocket frame, which is made once for all receivers. */
    private static ByteBuffer frames(Batch batch) throws IOException {
        if (batch instanceof Fragment) {
            throw new IOException("RawSocket has no parts of messages.");
        }
        ByteBuffer frames = ByteBuffer.allocate(batch.bytes() + batch.size() * RawSocketFrame.HEAD);
        for (Outgoing message : batch.messages()) {
            ByteBuffer framed = message.frames();
            framed.position(framed.limit() - message.bytes());
            RawSocketFrame.encode(Type.MESSAGE, framed, frames);
        }
        return frames.flip();
    }

    @Override
    public boolean isPinged() {
        return pinged;
    }

    @Override
    public void ping(ByteBuffer payload) throws IOException {
        control(Type.PING, payload);
    }

    /** Answers a ping, but for one whose answer the client itself would not take. */
    void pong(ByteBuffer payload) throws IOException {
        if (payload.remaining() <= link.longest()) {
            control(Type.PONG, payload);
        }
    }

    private void control(Type type, ByteBuffer payload) throws IOException {
        ByteBuffer frame = RawSocketFrame.encode(type, payload);
        synchronized (this) {
            if (!ending) {
                controls.write(frame.array(), 0, frame.limit());
                drain();
            }
        }
    }

    /** The socket can take more. */
    void writable() throws IOException {
        Completion done = null;
        synchronized (this) {
            drain();
            if (isDataGone()) {
                done = completion;
                completion = null;
            }
        }
        if (done != null) {
            done.complete(null);
        }
    }

    /** Nothing more can be written, for this cause. */
    void failed(Throwable cause) {
        Completion done;
        synchronized (this) {
            done = completion;
            completion = null;
        }
        if (done != null) {
            done.complete(cause);
        }
    }

    private boolean isDataGone() {
        return data == null && !(currentIsData && current != null);
    }

    /** Writes what the socket takes, and has the rest written later. */
    private void drain() throws IOException {
        for (ByteBuffer next = next(); next != null; next = next()) {
            channel.write(next);
            if (next.hasRemaining()) {
                break;
            }
            current = null;
        }
        if (current == null && ending) {
            channel.shutdownOutput();
        }
        attend();
    }

    private @Nullable ByteBuffer next() {
        if (current == null && controls.size() > 0) {
            current = ByteBuffer.wrap(controls.toByteArray());
            currentIsData = false;
            controls = new ByteArrayOutputStream(0);
        } else if (current == null) {
            current = data;
            currentIsData = true;
            data = null;
        }
        return current;
    }

    /** Has the thread of the server look after what there is to do, and after nothing else. */
    private void attend() throws IOException {
        boolean reads = !paused && controls.size() < MOST_CONTROLS;
        int wanted = (reads ? SelectionKey.OP_READ : 0) | (current == null ? 0 : SelectionKey.OP_WRITE);
        try {
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
                key.selector().wakeup();
            }
        } catch (CancelledKeyException e) {
            throw new IOException("The connection has ended.", e);
        }
    }

    @Override
    public Optional<Intake> intake() {
        return Optional.of(this);
    }

    @Override
    public void pause() {
        pause(true);
    }

    @Override
    public void resume() {
        pause(false);
    }

    private synchronized void pause(boolean stop) {
        paused = stop;
        try {
            attend();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "There is nothing to be read any more", gone);
        }
    }

    /** RawSocket has no close frame: what was written leaves, and then the stream ends. */
    @Override
    public synchronized void close(int code, String reason) {
        ending = true;
        try {
            drain();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "The stream could not be ended", gone);
        }
    }

    @Override
    public void abort() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A connection could not be dropped", e);
        }
        key.selector().wakeup(); // which takes it out
    }
}
