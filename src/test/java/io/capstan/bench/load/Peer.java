package io.capstan.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;

/** One connection of the load generator. Used by the thread of its {@link Loop} only. */
final class Peer {

    private static final byte[] NOTHING = {};
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final String subprotocol;
    private final Receiver receiver;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private byte[] unfinished = NOTHING;
    private boolean open;
    private long readAt;
    private final long since = System.nanoTime();

    /** @param subprotocol what it offers; empty for nothing */
    Peer(SocketChannel channel, SelectionKey key, String subprotocol, Receiver receiver) {
        this.channel = channel;
        this.key = key;
        this.subprotocol = subprotocol;
        this.receiver = receiver;
    }

    boolean isOpen() {
        return open;
    }

    /** From the connection to the server's answer, in nanoseconds. */
    long openAfter() {
        return readAt - since;
    }

    /** When the bytes came that are being looked at: one look at the clock for all messages of a read. */
    long readAt() {
        return readAt;
    }

    /** Takes no more of what the server sends, until the end. */
    void stopReading() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    /** Whether all that was to be sent has left. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    void shakeHands(URI target) throws IOException {
        String request = "GET " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY + (subprotocol.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + subprotocol) + "\r\n\r\n";
        write(request.getBytes(StandardCharsets.US_ASCII));
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (waiting.isEmpty()) {
            channel.write(buffer);
        }
        if (buffer.hasRemaining()) {
            waiting.add(buffer);
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    void writable() throws IOException {
        while (!waiting.isEmpty()) {
            channel.write(waiting.element());
            if (waiting.element().hasRemaining()) {
                return;
            }
            waiting.remove();
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }

    void readable(ByteBuffer in) throws IOException {
        in.clear().put(unfinished);
        if (channel.read(in) < 0) {
            throw new IOException("the server ended the connection");
        }
        readAt = System.nanoTime();
        byte[] bytes = in.array();
        int end = in.position();
        int used = open ? frames(bytes, 0, end) : answer(bytes, end);
        unfinished = used == end ? NOTHING : Arrays.copyOfRange(bytes, used, end);
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drop() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    private int answer(byte[] bytes, int end) throws IOException {
        String text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return 0;
        }
        if (!text.startsWith("HTTP/1.1 101") || !text.substring(0, head).contains(ACCEPT)) {
            throw new IOException("no upgrade: " + text.lines().findFirst().orElse(""));
        }
        if (text.substring(0, head).lines().noneMatch(this::agrees)) {
            throw new IOException("no " + subprotocol);
        }
        open = true;
        return frames(bytes, head + 4, end);
    }

    private boolean agrees(String header) {
        return subprotocol.isEmpty()
                || header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-protocol:")
                        && header.endsWith(subprotocol);
    }

    private int frames(byte[] bytes, int from, int end) throws IOException {
        int at = from;
        while (end - at >= 2) {
            int length = bytes[at + 1] & 127;
            int header = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (end - at < header) {
                return at;
            }
            if (header > 2) {
                length = 0;
                for (int i = Math.max(at + 2, at + header - 4); i < at + header; i++) {
                    length = length << 8 | bytes[i] & 255;
                }
            }
            if (end - at < header + length) {
                return at;
            }
            frame(bytes[at] & 15, bytes, at + header, length);
            at += header + length;
        }
        return at;
    }

    private void frame(int opcode, byte[] bytes, int at, int length) throws IOException {
        switch (opcode) {
            case Frames.CLOSE ->
                throw new IOException("close " + (length < 2 ? "" : (bytes[at] & 255) << 8 | bytes[at + 1] & 255));
            case Frames.PING -> write(Frames.masked(Frames.PONG, bytes, at, length));
            case Frames.PONG -> {}
            default -> receiver.received(this, bytes, at, length);
        }
    }
}
