package io.capstan.testing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One frame (RFC 6455 §5.2), sent or received. Frames to send are masked unless {@link #unmasked()}, and may be as
 * wrong as a test wants them.
 *
 * @param fin whether it ends its message
 * @param rsv the three reserved bits, 0 to 7
 * @param opcode 0 to 15
 * @param masked whether it is sent masked; a received one never is
 * @param payload unmasked
 */
public record RawFrame(boolean fin, int rsv, int opcode, boolean masked, byte[] payload) {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** A complete text message. */
    public static RawFrame text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A complete binary message. */
    public static RawFrame binary(byte... payload) {
        return of(BINARY, payload);
    }

    /** The next piece of a fragmented message, its last one unless {@link #more()}. */
    public static RawFrame continuation(String text) {
        return of(CONTINUATION, text.getBytes(StandardCharsets.UTF_8));
    }

    public static RawFrame ping(String payload) {
        return of(PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static RawFrame pong(byte... payload) {
        return of(PONG, payload);
    }

    /** A close frame with any code, also one that must not be sent. */
    public static RawFrame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** A frame with any opcode. */
    public static RawFrame of(int opcode, byte... payload) {
        return new RawFrame(true, 0, opcode, true, payload);
    }

    /** The same without FIN: more of the message follows. */
    public RawFrame more() {
        return new RawFrame(false, rsv, opcode, masked, payload);
    }

    /** The same with these reserved bits. */
    public RawFrame rsv(int bits) {
        return new RawFrame(fin, bits, opcode, masked, payload);
    }

    /** The same without a mask, which a client must not send. */
    public RawFrame unmasked() {
        return new RawFrame(fin, rsv, opcode, false, payload);
    }

    /** The payload as text; fails where it is not UTF-8. */
    public String text() {
        return utf8(ByteBuffer.wrap(payload));
    }

    /** The code of a close frame, 1005 where it has none. */
    public int closeCode() {
        return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    /** The reason of a close frame. */
    public String closeReason() {
        return payload.length <= 2 ? "" : utf8(ByteBuffer.wrap(payload, 2, payload.length - 2));
    }

    /** Opcodes from 8 on, which are never fragmented. */
    public boolean isControl() {
        return opcode >= CLOSE;
    }

    /** The bytes on the wire. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(14 + payload.length);
        out.put((byte) ((fin ? 0x80 : 0) | rsv << 4 | opcode));
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.put((byte) (mask | payload.length));
        } else if (payload.length < 1 << 16) {
            out.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (mask | 127)).putLong(payload.length);
        }
        byte[] key = new byte[4];
        if (masked) {
            ThreadLocalRandom.current().nextBytes(key);
            out.put(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ key[i & 3]));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        String shown =
                opcode == CLOSE && payload.length != 1 ? closeCode() + " " + closeReason() : payload.length + " B";
        return "frame[opcode " + opcode + (fin ? "" : ", more") + (rsv == 0 ? "" : ", rsv " + rsv) + ", " + shown + "]";
    }

    static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("The server sent what is not UTF-8", e);
        }
    }
}
