package io.capstan.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An open WebSocket on a {@link RawSocket}. It sends any frame, and checks every frame it receives (see
 * {@link FrameReader}). It reads only when a test asks, so a test that does not ask is a client that does not read.
 *
 * <p>While it waits for a message it answers pings, unless {@link #ignorePings()}; {@link #receive()} answers nothing.
 */
public final class RawWebSocket implements Peer, AutoCloseable {

    private final RawSocket socket;
    private final HttpAnswer answer;
    private final FrameReader frames;
    private boolean answersPings = true;
    private boolean closeSent;

    RawWebSocket(RawSocket socket, HttpAnswer answer) {
        this.socket = socket;
        this.answer = answer;
        this.frames = new FrameReader(socket, Inflation.negotiated(answer));
    }

    /** The 101 with all its headers. */
    public HttpAnswer answer() {
        return answer;
    }

    /** The TCP connection below. */
    public RawSocket socket() {
        return socket;
    }

    /** How long one read may take from now on; 10 s by default. */
    public RawWebSocket timeout(Duration timeout) {
        socket.timeout(timeout);
        return this;
    }

    /** From now on pings of the server get no pong. */
    public RawWebSocket ignorePings() {
        answersPings = false;
        return this;
    }

    /** Sends the frames in one TCP write. */
    @Override
    public RawWebSocket send(RawFrame... several) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (RawFrame frame : several) {
            all.writeBytes(frame.encode());
            closeSent |= frame.opcode() == RawFrame.CLOSE;
        }
        socket.write(all.toByteArray());
        return this;
    }

    /** Sends a text message of one frame. */
    public RawWebSocket send(String text) {
        return send(RawFrame.text(text));
    }

    /** The next frame, whatever it is. */
    public RawFrame receive() {
        try {
            return frames.next(socket.deadline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RawFrame next() {
        RawFrame frame = receiveAnswering();
        if (frame.opcode() == RawFrame.CLOSE && !closeSent) {
            answer(frame);
        }
        return frame.fin() ? frame : RawFrame.of(frame.opcode(), rest(frame));
    }

    /** Where in the stream the last received frame is, for the message of a failure. */
    public String place() {
        return frames.place();
    }

    /** The next message, which has to be text. */
    public String receiveText() {
        return RawFrame.utf8(ByteBuffer.wrap(receiveMessage(RawFrame.TEXT)));
    }

    /** The next message, which has to be binary. */
    public byte[] receiveBinary() {
        return receiveMessage(RawFrame.BINARY);
    }

    /** Drops messages up to the next close frame, and returns that. */
    public RawFrame receiveClose() {
        RawFrame frame = receiveAnswering();
        while (frame.opcode() != RawFrame.CLOSE) {
            frame = receiveAnswering();
        }
        return frame;
    }

    /** Demands that the next frame that is not a ping or pong is a close with this code; answers it; awaits the end. */
    public RawFrame expectClose(int code) {
        RawFrame frame = nextOfMessage();
        if (frame.opcode() != RawFrame.CLOSE || frame.closeCode() != code) {
            throw new AssertionError("Not a close with " + code + " but " + frame);
        }
        if (answer(frame)) {
            socket.awaitEnd();
        }
        return frame;
    }

    /** Answers a close frame; whether the server has waited for that, which it need not. */
    private boolean answer(RawFrame close) {
        try {
            send(RawFrame.of(RawFrame.CLOSE, close.payload()));
            return true;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    /** Closes with this code and returns the server's close frame, once the server has ended the connection. */
    public RawFrame closeAndAwait(int code, String reason) {
        send(RawFrame.close(code, reason));
        RawFrame frame = receiveClose();
        socket.awaitEnd();
        return frame;
    }

    /**
     * Demands that a ping with this payload is answered, and that every message that comes before is complete. By then the server
     * has opened the connection and received what was sent; what handlers do with that may go on, on other threads.
     */
    public RawWebSocket pingPong(String payload) {
        send(RawFrame.ping(payload));
        RawFrame frame = receiveAnswering();
        while (frame.opcode() != RawFrame.PONG) {
            frame = receiveAnswering();
        }
        if (!frame.text().equals(payload)) {
            throw new AssertionError("The pong says " + new String(frame.payload(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Demands that the server ends the TCP connection. What it still sends before is checked and dropped. */
    public void awaitEnd() {
        RawSocket.Deadline deadline = socket.deadline();
        try {
            while (true) {
                frames.next(deadline);
            }
        } catch (EOFException | SocketException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection with an RST. */
    public void reset() {
        socket.reset();
    }

    /** Ends the TCP connection without a close frame. */
    @Override
    public void close() {
        socket.close();
    }

    private byte[] receiveMessage(int opcode) {
        RawFrame frame = nextOfMessage();
        if (frame.opcode() != opcode) {
            throw new AssertionError("Not a message of opcode " + opcode + " but " + frame);
        }
        return rest(frame);
    }

    /** The payload of a message of which this is the first frame. */
    private byte[] rest(RawFrame first) {
        RawFrame frame = first;
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(frame.payload());
        while (!frame.fin()) {
            frame = nextOfMessage();
            if (frame.opcode() != RawFrame.CONTINUATION) {
                throw new AssertionError("Closed within a message: " + frame);
            }
            message.writeBytes(frame.payload());
        }
        return message.toByteArray();
    }

    private RawFrame nextOfMessage() {
        RawFrame frame = receiveAnswering();
        while (frame.opcode() == RawFrame.PING || frame.opcode() == RawFrame.PONG) {
            frame = receiveAnswering();
        }
        return frame;
    }

    private RawFrame receiveAnswering() {
        RawFrame frame = receive();
        if (answersPings && frame.opcode() == RawFrame.PING) {
            send(RawFrame.pong(frame.payload()));
        }
        return frame;
    }
}
