package io.capstan.wamp.message;

/** What values begin with in CBOR (RFC 8949 §3): three bits for the major type, five for its argument or where that stands. */
final class Cbor {
    // major types
    static final int NATURAL = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;

    // where the argument stands
    static final int ARGUMENT_8 = 24;
    static final int ARGUMENT_16 = 25;
    static final int ARGUMENT_32 = 26;
    static final int ARGUMENT_64 = 27;
    static final int INDEFINITE = 31;

    // whole first bytes of the major type SIMPLE
    static final int FALSE = 0xf4;
    static final int TRUE = 0xf5;
    static final int NULL = 0xf6;
    static final int HALF = 0xf9;
    static final int FLOAT = 0xfa;
    static final int DOUBLE = 0xfb;
    static final int BREAK = 0xff;

    // tags
    static final int BIGNUM = 2;
    static final int NEGATIVE_BIGNUM = 3;

    private Cbor() {}

    /** The number that 16 bits are (IEEE 754 binary16, RFC 8949 appendix D). */
    static double half(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((double) fraction, -24);
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            magnitude = Math.scalb((double) (fraction + 0x400), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
