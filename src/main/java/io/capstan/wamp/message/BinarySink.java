package io.capstan.wamp.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** What the writers of binary serializers have in common: bytes that grow, and sizes that are known only afterwards. */
abstract class BinarySink implements MessageSink {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Deque<Head> open = new ArrayDeque<>(4);
    private byte[] bytes;
    private int length;

    /** Where the size of a list or dict is to stand, in the first of its bytes. */
    private record Head(boolean dict, int at) {
        /** It stands there already. */
        static final Head WRITTEN = new Head(false, -1);
    }

    BinarySink(int length) {
        bytes = new byte[length];
    }

    /** All that was told. */
    final byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** All that was told; the sink takes no more. */
    final ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** What a list or dict of this size begins with. */
    abstract void head(boolean dict, int size);

    /** What a string of so many bytes begins with. */
    abstract void stringHead(int length);

    /** What so many bytes begin with. */
    abstract void binaryHead(int length);

    @Override
    public final void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        string(utf8, 0, utf8.length);
    }

    @Override
    public final void string(byte[] utf8, int from, int to) {
        stringHead(to - from);
        put(utf8, from, to);
    }

    @Override
    public final void binary(byte[] binary, int from, int to) {
        binaryHead(to - from);
        put(binary, from, to);
    }

    @Override
    public final void beginList(int size) {
        begin(false, size);
    }

    @Override
    public final void beginDict(int size) {
        begin(true, size);
    }

    private void begin(boolean dict, int size) {
        if (size == UNKNOWN) {
            open.push(new Head(dict, length));
            put(0);
        } else {
            open.push(Head.WRITTEN);
            head(dict, size);
        }
    }

    @Override
    public final void key() {
        // any value can be one
    }

    @Override
    public final void end(int size) {
        Head head = open.pop();
        if (head == Head.WRITTEN) {
            return;
        }
        int last = length;
        head(head.dict(), size);
        byte[] made = Arrays.copyOfRange(bytes, last, length);
        int first = head.at();
        System.arraycopy(bytes, first + 1, bytes, first + made.length, last - first - 1);
        System.arraycopy(made, 0, bytes, first, made.length);
        length = last + made.length - 1;
    }

    // bytes

    /** Writes the lowest 8 bits. */
    final void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** Writes the lowest bytes of a number, of them the highest first. */
    final void put(long value, int width) {
        reserve(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
    }

    final void put(byte[] values, int from, int to) {
        reserve(to - from);
        System.arraycopy(values, from, bytes, length, to - from);
        length += to - from;
    }

    /** The length of what has been written. */
    final int length() {
        return length;
    }

    /** Replaces four bytes that have been written. */
    final void set(int at, int value) {
        ByteBuffer.wrap(bytes).putInt(at, value);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(length, more), (int) Math.min(2L * length, LARGEST_ARRAY)));
        }
    }
}
