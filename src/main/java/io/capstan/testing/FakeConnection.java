package io.capstan.testing;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.channel.JsonStrings;
import io.capstan.wire.Identity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A client in memory, and its connection. It keeps all that it receives; it answers pings and close frames, as every client
 * does. What it sends has been handled when the method returns. Used by the thread of its tester.
 */
public final class FakeConnection implements Peer {
    private final ComponentTester<?> tester;
    private final Reception reception = new Reception();
    private final Link link;

    FakeConnection(ComponentTester<?> tester, Identity identity) {
        this.tester = tester;
        this.link = new Link(identity, reception, tester.stage());
        link.open();
        tester.settle();
    }

    /** The same connection as the component sees it. */
    public Connection connection() {
        return link.connection();
    }

    /** Sends a text message. */
    public FakeConnection sendText(String text) {
        return send(RawFrame.text(text));
    }

    /**
     * Asks for an action, without an id: {@code ada.sendAction("show", "{\"sku\":\"egg\"}")}.
     *
     * @param data JSON
     * @return what came back, at once
     */
    public List<String> sendAction(String action, String data) {
        int before = received().size();
        sendText("{\"action\":" + JsonStrings.quote(action) + ",\"data\":" + data + "}");
        List<String> all = received();
        return List.copyOf(all.subList(before, all.size()));
    }

    /** Sends a binary message. */
    public FakeConnection sendBinary(byte... bytes) {
        return send(RawFrame.binary(bytes));
    }

    /**
     * Sends frames: also the parts of a message, {@code RawFrame.text("a").more(), RawFrame.continuation("b")}. The parts of a
     * text are cut between characters.
     *
     * @throws IllegalStateException if the connection has ended
     */
    @Override
    public FakeConnection send(RawFrame... frames) {
        for (RawFrame frame : frames) {
            if (link.connection().hasEnded()) {
                throw new IllegalStateException("Nothing can be sent any more: the connection has ended with "
                        + link.connection().closeInfo().orElseThrow());
            }
            arrive(frame);
            tester.settle();
        }
        return this;
    }

    private void arrive(RawFrame frame) {
        switch (frame.opcode()) {
            case RawFrame.TEXT, RawFrame.BINARY, RawFrame.CONTINUATION -> link.message(frame);
            case RawFrame.PING -> reception.add(RawFrame.pong(frame.payload()));
            case RawFrame.PONG -> link.connection().pong(ByteBuffer.wrap(frame.payload()));
            case RawFrame.CLOSE -> {
                link.connection().closed(frame.closeCode(), frame.closeReason());
                reception.add(frame);
            }
            default ->
                throw new IllegalArgumentException(
                        "Opcode " + frame.opcode() + "; allowed are 0, 1, 2, 8, 9 and 10 (RFC 6455 §11.8).");
        }
    }

    /** The texts that came, all since the beginning. */
    public List<String> received() {
        tester.settle();
        return reception.all(RawFrame.TEXT).map(RawFrame::text).toList();
    }

    /** The binary messages that came, all since the beginning. */
    public List<byte[]> receivedBinary() {
        tester.settle();
        return reception.all(RawFrame.BINARY).map(RawFrame::payload).toList();
    }

    /** How many pings came. */
    public int pings() {
        return (int) reception.all(RawFrame.PING).count();
    }

    @Override
    public RawFrame next() {
        tester.settle();
        return reception.take();
    }

    /** From now on pings get no pong. */
    public FakeConnection ignorePings() {
        link.ignorePings();
        return this;
    }

    /** From now on nothing is read or answered, as by a client that hangs: what is sent waits in the outbox. */
    public FakeConnection pause() {
        link.wire().pause();
        return this;
    }

    /** Reads what has come meanwhile, and goes on. */
    public FakeConnection resume() {
        link.wire().resume();
        tester.settle();
        return this;
    }

    /** Closes with 1000. */
    public void close() {
        close(1000, "");
    }

    /** Closes, with any code. */
    public void close(int code, String reason) {
        send(RawFrame.close(code, reason));
    }

    /** Is gone without a close frame: the component sees 1006. */
    public void drop() {
        link.connection().closed(1006, "");
        tester.settle();
    }

    /** The transport fails with this error, and the connection with it. */
    public void fail(Throwable error) {
        link.fail(error);
        tester.settle();
    }

    /** Whether neither side has begun to close. */
    public boolean isOpen() {
        return link.connection().isOpen();
    }

    /** How the connection has ended: code, reason, who; empty as long as it has not. */
    public Optional<CloseInfo> closeInfo() {
        return link.connection().closeInfo();
    }
}
