package io.capstan.it.host.wire.app;

import io.capstan.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A message of which every byte follows from who sends it and its number, so that both ends know it: a head with source
 * and number, and then a piece of a long noise that begins elsewhere in each message. The noise is so long that a
 * compressor finds nothing in its window that it has seen, and little to gain.
 *
 * @param source 0 to 255; the messages of one source are in order
 * @param number from 0 on
 * @param size of the payload, in bytes; below {@link #HEAD} the head is cut
 * @param binary or text, with characters of one and of two bytes
 */
public record Sample(int source, int number, int size, boolean binary) {
    /** The length of the head, {@code 0f:000a3c|}. */
    public static final int HEAD = 10;

    /** The source of what is sent to one connection alone. */
    public static final int SOLO = 255;

    private static final int CELL = 16;
    private static final byte FIRST_OF_TWO = (byte) 0xC3;
    private static final byte[] NOISE = noise(1 << 22, false);
    private static final byte[] LETTERS = noise(1 << 22, true);

    /** The source in the head of a payload. */
    public static int sourceOf(byte[] payload) {
        return Integer.parseInt(head(payload).substring(0, 2), 16);
    }

    /** The number in the head of a payload. */
    public static int numberOf(byte[] payload) {
        return Integer.parseInt(head(payload).substring(3, 9), 16);
    }

    private static String head(byte[] payload) {
        String head = new String(payload, 0, Math.min(HEAD, payload.length), StandardCharsets.ISO_8859_1);
        if (!head.matches("[0-9a-f]{2}:[0-9a-f]{6}\\|")) {
            throw new AssertionError("A message of " + payload.length + " bytes that nobody sent begins: " + head);
        }
        return head;
    }

    public byte[] payload() {
        byte[] payload = new byte[size];
        byte[] head = String.format("%02x:%06x|", source, number).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, payload, 0, Math.min(HEAD, size));
        byte[] filling = binary ? NOISE : LETTERS;
        int from = (source * 7919 + number * 104729) * CELL & filling.length - 1;
        for (int at = HEAD; at < size; from = 0) {
            int length = Math.min(size - at, filling.length - from);
            System.arraycopy(filling, from, payload, at, length);
            at += length;
        }
        if (!binary && size > 0 && payload[size - 1] == FIRST_OF_TWO) {
            payload[size - 1] = '.';
        }
        return payload;
    }

    public Message message() {
        byte[] payload = payload();
        return binary
                ? Message.binary(ByteBuffer.wrap(payload))
                : Message.text(new String(payload, StandardCharsets.UTF_8));
    }

    private static byte[] noise(int length, boolean text) {
        byte[] noise = new byte[length];
        Random random = new Random(length);
        random.nextBytes(noise);
        for (int i = 0; text && i < length; i++) {
            noise[i] = i % CELL == 7 ? FIRST_OF_TWO : (byte) (i % CELL == 8 ? 0xA9 : '0' + (noise[i] & 63));
        }
        return noise;
    }
}
