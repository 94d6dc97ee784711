package io.capstan.wamp.message;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/**
 * Reads CBOR (RFC 8949), with indefinite lengths, half floats and bignums. Tags but those of bignums are passed over: what
 * stands behind them counts. {@code undefined} and simple values without a meaning count as {@code null}.
 */
final class CborSource extends BinarySource {
    /** The longest bignum, which has about a thousand decimal digits: what makes digits of it takes the square of them. */
    private static final int LONGEST_BIGNUM = 414;

    private static final int INDEFINITE = Sink.UNKNOWN;

    /** How many elements the message still has. */
    private int remaining;

    CborSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    CborSource(byte[] bytes, int from, int end) {
        super("CBOR", bytes, from, end);
    }

    @Override
    public void begin() throws ProtocolViolation {
        Kind kind = kind();
        if (kind != Kind.LIST) {
            throw new ProtocolViolation("A message has to be a list, and this is " + kind + ".");
        }
        remaining = size(1);
    }

    @Override
    public boolean hasNext() throws ProtocolViolation {
        return remaining == INDEFINITE ? !isBreak() : remaining-- > 0;
    }

    /** Whether an indefinite length ends here; moves behind its end. */
    private boolean isBreak() throws ProtocolViolation {
        boolean there = peek() == Cbor.BREAK;
        move(there ? 1 : 0);
        return there;
    }

    @Override
    public Payload payload(int from, int to, Payload.Shape shape) {
        return Payload.cbor(shape, copy(from, to));
    }

    @Override
    public Kind kind() throws ProtocolViolation {
        int head = peek();
        while (head >> 5 == Cbor.TAG) {
            int begin = position();
            if (isBignum(argument(head()))) {
                move(begin - position());
                return Kind.INTEGER;
            }
            head = peek();
        }
        return switch (head >> 5) {
            case Cbor.NATURAL, Cbor.NEGATIVE -> Kind.INTEGER;
            case Cbor.BYTES -> Kind.BINARY;
            case Cbor.TEXT -> Kind.STRING;
            case Cbor.ARRAY -> Kind.LIST;
            case Cbor.MAP -> Kind.DICT;
            default -> simple(head);
        };
    }

    private static boolean isBignum(long tag) {
        return tag == Cbor.BIGNUM || tag == Cbor.NEGATIVE_BIGNUM;
    }

    private Kind simple(int head) throws ProtocolViolation {
        return switch (head) {
            case Cbor.FALSE, Cbor.TRUE -> Kind.BOOLEAN;
            case Cbor.HALF, Cbor.FLOAT, Cbor.DOUBLE -> Kind.FLOAT;
            case Cbor.BREAK -> throw malformed("a value was expected, and something ends");
            default -> Kind.NULL;
        };
    }

    // numbers

    /** The argument of a head, which has no sign. */
    private long argument(int head) throws ProtocolViolation {
        int info = head & 0x1f;
        return switch (info) {
            case Cbor.ARGUMENT_8 -> number(1);
            case Cbor.ARGUMENT_16 -> number(2);
            case Cbor.ARGUMENT_32 -> number(4);
            case Cbor.ARGUMENT_64 -> number(8);
            case 28, 29, 30, 31 -> throw malformed("no value begins with " + Integer.toHexString(head));
            default -> info;
        };
    }

    @Override
    public long integer() throws ProtocolViolation {
        int head = head();
        long argument = argument(head);
        return switch (head >> 5) {
            case Cbor.NATURAL -> argument < 0 ? Long.MAX_VALUE : argument;
            case Cbor.NEGATIVE -> argument < 0 ? Long.MIN_VALUE : ~argument;
            default -> nearest(bignum(argument));
        };
    }

    private static long nearest(BigInteger value) {
        return value.bitLength() < Long.SIZE ? value.longValue() : value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private void integer(int head, Sink sink) throws ProtocolViolation {
        long argument = argument(head);
        switch (head >> 5) {
            case Cbor.NATURAL -> natural(argument, sink);
            case Cbor.NEGATIVE -> {
                if (argument >= 0) {
                    sink.integer(~argument);
                } else {
                    sink.integer(unsigned(argument).not());
                }
            }
            default -> {
                BigInteger value = bignum(argument);
                if (value.bitLength() < Long.SIZE) {
                    sink.integer(value.longValue());
                } else {
                    sink.integer(value);
                }
            }
        }
    }

    private BigInteger bignum(long tag) throws ProtocolViolation {
        int head = head();
        if (head >> 5 != Cbor.BYTES) {
            throw malformed("the digits of a bignum have to be binary");
        }
        byte[] digits = isIndefinite(head) ? chunks(Cbor.BYTES) : take(length(argument(head), 1));
        if (digits.length > LONGEST_BIGNUM) {
            throw malformed("a bignum has at most " + LONGEST_BIGNUM + " bytes");
        }
        BigInteger natural = new BigInteger(1, digits);
        return tag == Cbor.NEGATIVE_BIGNUM ? natural.not() : natural;
    }

    private double floating(int head) throws ProtocolViolation {
        return switch (head) {
            case Cbor.HALF -> Cbor.half((int) number(2));
            case Cbor.FLOAT -> Float.intBitsToFloat((int) number(4));
            default -> Double.longBitsToDouble(number(8));
        };
    }

    // values

    private int head() throws ProtocolViolation {
        int head = peek();
        move(1);
        return head;
    }

    private static boolean isIndefinite(int head) {
        return (head & 0x1f) == Cbor.INDEFINITE;
    }

    @Override
    int read(Sink sink, int depth, boolean named) throws ProtocolViolation {
        Kind kind = kind();
        switch (kind) {
            case NULL -> none(sink);
            case BOOLEAN -> sink.bool(head() == Cbor.TRUE);
            case INTEGER -> integer(head(), sink);
            case FLOAT -> sink.floating(floating(head()));
            case STRING -> string(head(), sink);
            case BINARY -> binary(head(), sink);
            case LIST -> {
                return list(sink, depth);
            }
            case DICT -> {
                return dict(sink, depth, named);
            }
        }
        return 0;
    }

    private void none(Sink sink) throws ProtocolViolation {
        int head = head();
        if (argument(head) < 32 && (head & 0x1f) == Cbor.ARGUMENT_8) {
            throw malformed("no value begins with f8 and a number below 32");
        }
        sink.none();
    }

    @Override
    public String string() throws ProtocolViolation {
        int head = head();
        if (isIndefinite(head)) {
            ValueSink sink = new ValueSink();
            string(head, sink);
            return (String) sink.value();
        }
        return text(length(argument(head), 1));
    }

    private void string(int head, Sink sink) throws ProtocolViolation {
        if (isIndefinite(head)) {
            byte[] whole = chunks(Cbor.TEXT);
            sink.string(whole, 0, whole.length);
        } else {
            tellText(length(argument(head), 1), sink);
        }
    }

    private void binary(int head, Sink sink) throws ProtocolViolation {
        if (isIndefinite(head)) {
            byte[] whole = chunks(Cbor.BYTES);
            sink.binary(whole, 0, whole.length);
        } else {
            tellBinary(length(argument(head), 1), sink);
        }
    }

    /** The parts of a string of indefinite length, each of them of a definite one. */
    private byte[] chunks(int major) throws ProtocolViolation {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (!isBreak()) {
            int head = head();
            if (head >> 5 != major || isIndefinite(head)) {
                throw malformed("the parts of a string have to be strings of a definite length");
            }
            int length = length(argument(head), 1);
            if (major == Cbor.TEXT) {
                tellText(length, NoSink.INSTANCE);
            } else {
                move(length);
            }
            whole.writeBytes(copy(position() - length, position()));
        }
        return whole.toByteArray();
    }

    /** The size of the list or dict that begins here. */
    private int size(int bytesEach) throws ProtocolViolation {
        int head = head();
        return isIndefinite(head) ? INDEFINITE : length(argument(head), bytesEach);
    }

    private int list(Sink sink, int depth) throws ProtocolViolation {
        enter(depth);
        int announced = size(1);
        sink.beginList(announced);
        int size = 0;
        while (announced == INDEFINITE ? !isBreak() : size < announced) {
            read(sink, depth + 1, false);
            size++;
        }
        sink.end(size);
        return size;
    }

    private int dict(Sink sink, int depth, boolean named) throws ProtocolViolation {
        enter(depth);
        int announced = size(2);
        sink.beginDict(announced);
        int size = 0;
        while (announced == INDEFINITE ? !isBreak() : size < announced) {
            key(sink, depth + 1, named);
            read(sink, depth + 1, false);
            size++;
        }
        sink.end(size);
        return size;
    }
}
