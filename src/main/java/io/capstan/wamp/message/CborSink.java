package io.capstan.wamp.message;

import java.math.BigInteger;

/** Writes CBOR with definite lengths, as short as they can be (RFC 8949 §4.2.1). */
final class CborSink extends BinarySink {

    /** For about so many bytes. */
    CborSink(int length) {
        super(length);
    }

    @Override
    public void payload(Payload payload) {
        byte[] written = payload.cbor();
        put(written, 0, written.length);
    }

    @Override
    public void none() {
        put(Cbor.NULL);
    }

    @Override
    public void bool(boolean value) {
        put(value ? Cbor.TRUE : Cbor.FALSE);
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            head(Cbor.NATURAL, value);
        } else {
            head(Cbor.NEGATIVE, ~value);
        }
    }

    @Override
    public void integer(BigInteger value) {
        boolean negative = value.signum() < 0;
        BigInteger natural = negative ? value.not() : value;
        if (natural.bitLength() <= Long.SIZE) {
            head(negative ? Cbor.NEGATIVE : Cbor.NATURAL, natural.longValue());
            return;
        }
        head(Cbor.TAG, negative ? Cbor.NEGATIVE_BIGNUM : Cbor.BIGNUM);
        byte[] digits = natural.toByteArray();
        binary(digits, digits[0] == 0 ? 1 : 0, digits.length);
    }

    @Override
    public void floating(double value) {
        put(Cbor.DOUBLE);
        put(Double.doubleToRawLongBits(value), 8);
    }

    @Override
    void head(boolean dict, int size) {
        head(dict ? Cbor.MAP : Cbor.ARRAY, size);
    }

    @Override
    void stringHead(int length) {
        head(Cbor.TEXT, length);
    }

    @Override
    void binaryHead(int length) {
        head(Cbor.BYTES, length);
    }

    /** A major type with its argument, which has no sign. */
    private void head(int major, long argument) {
        int type = major << 5;
        if (argument < 0 || argument > 0xFFFF_FFFFL) {
            put(type | Cbor.ARGUMENT_64);
            put(argument, 8);
        } else if (argument > 0xFFFF) {
            put(type | Cbor.ARGUMENT_32);
            put(argument, 4);
        } else if (argument > 0xFF) {
            put(type | Cbor.ARGUMENT_16);
            put(argument, 2);
        } else if (argument >= Cbor.ARGUMENT_8) {
            put(type | Cbor.ARGUMENT_8);
            put(argument, 1);
        } else {
            put(type | (int) argument);
        }
    }
}
