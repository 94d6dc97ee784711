package io.capstan.wamp.message;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the readers of binary serializers have in common. Nothing is taken from what is announced before it is known to be
 * there: a list of a billion values is refused where there are no billion bytes.
 */
abstract class BinarySource implements Source {
    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final String serializer;
    private final byte[] bytes;
    private final int begin;
    private final int end;
    private int at;

    /** Reads from one position to another one. */
    BinarySource(String serializer, byte[] bytes, int from, int end) {
        this.serializer = serializer;
        this.bytes = bytes;
        this.begin = from;
        this.at = from;
        this.end = end;
    }

    /** Tells the next value; {@code named}: if it is a dict, its keys have to be strings. How many values or members it has. */
    abstract int read(Sink sink, int depth, boolean named) throws ProtocolViolation;

    @Override
    public final void value(Sink sink) throws ProtocolViolation {
        read(sink, 1, false);
    }

    @Override
    public final void dict(Sink sink) throws ProtocolViolation {
        read(sink, 1, true);
    }

    @Override
    public final boolean skip() throws ProtocolViolation {
        return read(NoSink.INSTANCE, 1, false) > 0;
    }

    @Override
    public final boolean skipDict() throws ProtocolViolation {
        return read(NoSink.INSTANCE, 1, true) > 0;
    }

    @Override
    public final void end() throws ProtocolViolation {
        if (at < end) {
            throw malformed("there is something behind the message");
        }
    }

    @Override
    public final int position() {
        return at;
    }

    final byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    // parts of values

    /** The next byte, without moving. */
    final int peek() throws ProtocolViolation {
        if (at == end) {
            throw malformed("it ends too early");
        }
        return bytes[at] & 0xff;
    }

    /** Whether these are the next bytes, without moving. */
    final boolean isNext(byte... wanted) {
        return end - at >= wanted.length && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    final void move(int length) {
        at += length;
    }

    /** A number without a sign, of so many bytes; one of 8 may be negative here. */
    final long number(int width) throws ProtocolViolation {
        if (end - at < width) {
            throw malformed("it ends too early");
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[at++] & 0xff;
        }
        return value;
    }

    /** Tells a number of 64 bits without a sign. */
    static void natural(long value, Sink sink) {
        if (value >= 0) {
            sink.integer(value);
        } else {
            sink.integer(unsigned(value));
        }
    }

    static BigInteger unsigned(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value < 0 ? signed.add(BEYOND) : signed;
    }

    /** A length that has been announced: so many things of at least so many bytes have to be there. */
    final int length(long announced, int bytesEach) throws ProtocolViolation {
        if (announced < 0 || announced > (end - at) / bytesEach) {
            throw malformed("more is announced than is there");
        }
        return (int) announced;
    }

    final void tellText(int length, Sink sink) throws ProtocolViolation {
        sink.string(bytes, checkedText(length), at);
    }

    final String text(int length) throws ProtocolViolation {
        int from = checkedText(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private int checkedText(int length) throws ProtocolViolation {
        if (!Utf8Check.isValid(bytes, at, at + length)) {
            throw malformed("a string is no UTF-8");
        }
        at += length;
        return at - length;
    }

    final void tellBinary(int length, Sink sink) {
        sink.binary(bytes, at, at + length);
        at += length;
    }

    /** So many bytes. */
    final byte[] take(int length) {
        at += length;
        return copy(at - length, at);
    }

    final void enter(int depth) throws ProtocolViolation {
        if (depth > DEEPEST) {
            throw malformed("there are more than " + DEEPEST + " lists and dicts within each other");
        }
    }

    /** Tells the key of a member. */
    final void key(Sink sink, int depth, boolean named) throws ProtocolViolation {
        Kind kind = kind();
        if (named && kind != Kind.STRING) {
            throw malformed("the key of a member has to be a string, and is " + kind);
        }
        if (kind == Kind.LIST || kind == Kind.DICT) {
            throw malformed("the key of a member is " + kind);
        }
        sink.key();
        read(sink, depth, false);
    }

    final ProtocolViolation malformed(String why) {
        return new ProtocolViolation("This is no " + serializer + ": at byte " + (at - begin + 1) + ", " + why + ".");
    }
}
