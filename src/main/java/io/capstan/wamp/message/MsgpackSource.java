package io.capstan.wamp.message;

/**
 * Reads MessagePack. An extension is binary for those who read something else, and a timestamp the text that RFC 3339 has for it.
 * {@code undefined} counts as {@code null}.
 */
final class MsgpackSource extends BinarySource {
    /** How many elements the message still has. */
    private int remaining;

    MsgpackSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    MsgpackSource(byte[] bytes, int from, int end) {
        super("MessagePack", bytes, from, end);
    }

    @Override
    public void begin() throws ProtocolViolation {
        Kind kind = kind();
        if (kind != Kind.LIST) {
            throw new ProtocolViolation("A message has to be a list, and this is " + kind + ".");
        }
        remaining = size(head(), Msgpack.FIX_ARRAY, Msgpack.ARRAY_16, 1);
    }

    @Override
    public boolean hasNext() {
        return remaining-- > 0;
    }

    @Override
    public Payload payload(int from, int to, Payload.Shape shape) {
        return Payload.msgpack(shape, copy(from, to));
    }

    @Override
    public Kind kind() throws ProtocolViolation {
        int head = peek();
        return switch (head) {
            case Msgpack.NIL -> Kind.NULL;
            case Msgpack.FALSE, Msgpack.TRUE -> Kind.BOOLEAN;
            case Msgpack.FLOAT_32, Msgpack.FLOAT_64 -> Kind.FLOAT;
            case Msgpack.STR_8, Msgpack.STR_16, Msgpack.STR_32 -> Kind.STRING;
            case Msgpack.ARRAY_16, Msgpack.ARRAY_32 -> Kind.LIST;
            case Msgpack.MAP_16, Msgpack.MAP_32 -> Kind.DICT;
            case Msgpack.FIX_EXT_1 -> isNext(Msgpack.UNDEFINED) ? Kind.NULL : Kind.BINARY;
            case Msgpack.NEVER_USED -> throw malformed("there is no value that begins with c1");
            default -> kind(head);
        };
    }

    private static Kind kind(int head) {
        if (head < Msgpack.FIX_MAP
                || head >= Msgpack.UINT_8 && head <= Msgpack.INT_64
                || head >= Msgpack.NEGATIVE_FIX_INT) {
            return Kind.INTEGER;
        }
        if (head < Msgpack.FIX_ARRAY) {
            return Kind.DICT;
        }
        return head < Msgpack.FIX_STR ? Kind.LIST : head < Msgpack.NIL ? Kind.STRING : Kind.BINARY;
    }

    @Override
    public long integer() throws ProtocolViolation {
        int head = head();
        long value = signed(head);
        return head == Msgpack.UINT_64 && value < 0 ? Long.MAX_VALUE : value;
    }

    @Override
    public String string() throws ProtocolViolation {
        return text(stringLength(head()));
    }

    private int head() throws ProtocolViolation {
        int head = peek();
        move(1);
        return head;
    }

    @Override
    int read(Sink sink, int depth, boolean named) throws ProtocolViolation {
        Kind kind = kind();
        int head = head();
        switch (kind) {
            case NULL -> {
                move(head == Msgpack.NIL ? 0 : Msgpack.UNDEFINED.length - 1);
                sink.none();
            }
            case BOOLEAN -> sink.bool(head == Msgpack.TRUE);
            case INTEGER -> integer(head, sink);
            case FLOAT -> sink.floating(floating(head));
            case STRING -> tellText(stringLength(head), sink);
            case BINARY -> binary(head, sink);
            case LIST -> {
                return list(head, sink, depth);
            }
            case DICT -> {
                return dict(head, sink, depth, named);
            }
        }
        return 0;
    }

    private void integer(int head, Sink sink) throws ProtocolViolation {
        long value = signed(head);
        if (head == Msgpack.UINT_64) {
            natural(value, sink);
        } else {
            sink.integer(value);
        }
    }

    /** An integer; one of 64 bits without a sign may be negative here. */
    private long signed(int head) throws ProtocolViolation {
        return switch (head) {
            case Msgpack.UINT_8 -> number(1);
            case Msgpack.UINT_16 -> number(2);
            case Msgpack.UINT_32 -> number(4);
            case Msgpack.UINT_64, Msgpack.INT_64 -> number(8);
            case Msgpack.INT_8 -> (byte) number(1);
            case Msgpack.INT_16 -> (short) number(2);
            case Msgpack.INT_32 -> (int) number(4);
            default -> (byte) head;
        };
    }

    private double floating(int head) throws ProtocolViolation {
        return head == Msgpack.FLOAT_32 ? Float.intBitsToFloat((int) number(4)) : Double.longBitsToDouble(number(8));
    }

    private int stringLength(int head) throws ProtocolViolation {
        int widths = head - Msgpack.STR_8;
        return length(widths < 0 ? head & 0x1f : number(1 << widths), 1);
    }

    private void binary(int head, Sink sink) throws ProtocolViolation {
        if (head <= Msgpack.BIN_32) {
            tellBinary(length(number(1 << head - Msgpack.BIN_8), 1), sink);
            return;
        }
        long length = head >= Msgpack.FIX_EXT_1 ? 1 << head - Msgpack.FIX_EXT_1 : number(1 << head - Msgpack.EXT_8);
        int type = (byte) number(1);
        int checked = length(length, 1);
        if (type == Timestamp.TYPE && Timestamp.isLength(checked)) {
            Timestamp.tell(take(checked), sink);
        } else {
            tellBinary(checked, sink);
        }
    }

    private int size(int head, int fix, int wide, int bytesEach) throws ProtocolViolation {
        return length(head < Msgpack.NIL ? head - fix : number(2 << head - wide), bytesEach);
    }

    private int list(int head, Sink sink, int depth) throws ProtocolViolation {
        enter(depth);
        int size = size(head, Msgpack.FIX_ARRAY, Msgpack.ARRAY_16, 1);
        sink.beginList(size);
        for (int i = 0; i < size; i++) {
            read(sink, depth + 1, false);
        }
        sink.end(size);
        return size;
    }

    private int dict(int head, Sink sink, int depth, boolean named) throws ProtocolViolation {
        enter(depth);
        int size = size(head, Msgpack.FIX_MAP, Msgpack.MAP_16, 2);
        sink.beginDict(size);
        for (int i = 0; i < size; i++) {
            key(sink, depth + 1, named);
            read(sink, depth + 1, false);
        }
        sink.end(size);
        return size;
    }
}
