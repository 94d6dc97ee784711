package io.capstan.wamp.message;

import java.math.BigInteger;

/**
 * Writes MessagePack, as short as it can be. Whole numbers beyond 64 bits, which it does not know, become strings of their
 * digits: nothing is lost.
 */
final class MsgpackSink extends BinarySink {
    private static final int MOST_IN_HEAD = 15;
    private static final int LONGEST_STRING_IN_HEAD = 31;
    private static final int LEAST_IN_HEAD = -32;

    /** For about so many bytes. */
    MsgpackSink(int length) {
        super(length);
    }

    @Override
    public void payload(Payload payload) {
        byte[] written = payload.msgpack();
        put(written, 0, written.length);
    }

    @Override
    public void none() {
        put(Msgpack.NIL);
    }

    @Override
    public void bool(boolean value) {
        put(value ? Msgpack.TRUE : Msgpack.FALSE);
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            natural(value);
        } else if (value >= LEAST_IN_HEAD) {
            put((int) value);
        } else if (value >= Byte.MIN_VALUE) {
            put(Msgpack.INT_8);
            put(value, 1);
        } else if (value >= Short.MIN_VALUE) {
            put(Msgpack.INT_16);
            put(value, 2);
        } else if (value >= Integer.MIN_VALUE) {
            put(Msgpack.INT_32);
            put(value, 4);
        } else {
            put(Msgpack.INT_64);
            put(value, 8);
        }
    }

    private void natural(long value) {
        if (value <= Byte.MAX_VALUE) {
            put((int) value);
        } else if (value <= 0xFF) {
            put(Msgpack.UINT_8);
            put(value, 1);
        } else if (value <= 0xFFFF) {
            put(Msgpack.UINT_16);
            put(value, 2);
        } else if (value <= 0xFFFF_FFFFL) {
            put(Msgpack.UINT_32);
            put(value, 4);
        } else {
            put(Msgpack.UINT_64);
            put(value, 8);
        }
    }

    @Override
    public void integer(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            integer(value.longValue());
        } else if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
            put(Msgpack.UINT_64);
            put(value.longValue(), 8);
        } else {
            string(value.toString());
        }
    }

    @Override
    public void floating(double value) {
        put(Msgpack.FLOAT_64);
        put(Double.doubleToRawLongBits(value), 8);
    }

    @Override
    void head(boolean dict, int size) {
        if (size <= MOST_IN_HEAD) {
            put((dict ? Msgpack.FIX_MAP : Msgpack.FIX_ARRAY) | size);
        } else if (size <= 0xFFFF) {
            put(dict ? Msgpack.MAP_16 : Msgpack.ARRAY_16);
            put(size, 2);
        } else {
            put(dict ? Msgpack.MAP_32 : Msgpack.ARRAY_32);
            put(size, 4);
        }
    }

    @Override
    void stringHead(int length) {
        if (length <= LONGEST_STRING_IN_HEAD) {
            put(Msgpack.FIX_STR | length);
        } else {
            lengthBehind(Msgpack.STR_8, length);
        }
    }

    @Override
    void binaryHead(int length) {
        lengthBehind(Msgpack.BIN_8, length);
    }

    /** Behind a code stand lengths of 8 bits, behind the next one those of 16, then those of 32. */
    private void lengthBehind(int code, int length) {
        if (length <= 0xFF) {
            put(code);
            put(length, 1);
        } else if (length <= 0xFFFF) {
            put(code + 1);
            put(length, 2);
        } else {
            put(code + 2);
            put(length, 4);
        }
    }
}
