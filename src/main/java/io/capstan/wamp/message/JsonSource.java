package io.capstan.wamp.message;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import java.math.BigInteger;
import java.util.Optional;

/** Reads JSON. */
final class JsonSource implements Source {
    /** A whole number of so many characters has no more than 64 bits. */
    private static final int LONGEST_LONG = 18;

    private final String text;
    private final JsonCursor cursor;
    private boolean behindFirst;

    JsonSource(String text) {
        this.text = text;
        this.cursor = new JsonCursor(text);
    }

    @Override
    public void begin() throws ProtocolViolation {
        if (!cursor.take('[')) {
            throw notAList();
        }
    }

    private ProtocolViolation notAList() throws ProtocolViolation {
        Kind kind = kind();
        skip();
        return new ProtocolViolation("A message has to be a list, and this is " + kind + ".");
    }

    @Override
    public boolean hasNext() throws ProtocolViolation {
        if (!behindFirst) {
            behindFirst = true;
            return !cursor.take(']');
        }
        if (cursor.take(',')) {
            return true;
        }
        expect(']');
        return false;
    }

    @Override
    public void end() throws ProtocolViolation {
        try {
            cursor.expectEnd();
        } catch (MalformedException e) {
            throw violation(e);
        }
    }

    @Override
    public Kind kind() throws ProtocolViolation {
        char first = cursor.peek();
        return switch (first) {
            case '"' -> Kind.STRING;
            case '[' -> Kind.LIST;
            case '{' -> Kind.DICT;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> number(first);
        };
    }

    private Kind number(char first) throws ProtocolViolation {
        if (first != '-' && (first < '0' || first > '9')) {
            move();
        }
        return isWhole(cursor.position()) ? Kind.INTEGER : Kind.FLOAT;
    }

    private boolean isWhole(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '-')) {
            at++;
        }
        return at == text.length() || ".eE".indexOf(text.charAt(at)) < 0;
    }

    @Override
    public long integer() throws ProtocolViolation {
        String number = scalar();
        if (number.length() <= LONGEST_LONG) {
            return Long.parseLong(number);
        }
        BigInteger big = new BigInteger(number);
        return big.bitLength() < Long.SIZE ? big.longValue() : big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    @Override
    public String string() throws ProtocolViolation {
        try {
            return cursor.string();
        } catch (MalformedException e) {
            throw violation(e);
        }
    }

    @Override
    public boolean skipDict() throws ProtocolViolation {
        return skip();
    }

    @Override
    public boolean skip() throws ProtocolViolation {
        boolean container = cursor.peek() == '[' || cursor.peek() == '{';
        int first = cursor.position() + 1;
        move();
        while (first < text.length() && text.charAt(first) <= ' ') {
            first++;
        }
        return container && first < cursor.position() - 1;
    }

    @Override
    public void value(Sink sink) throws ProtocolViolation {
        value(sink, 1);
    }

    @Override
    public void dict(Sink sink) throws ProtocolViolation {
        dict(sink, 1);
    }

    private void value(Sink sink, int depth) throws ProtocolViolation {
        switch (kind()) {
            case NULL, BOOLEAN -> word(scalar(), sink);
            case INTEGER -> whole(scalar(), sink);
            case FLOAT -> sink.floating(Double.parseDouble(scalar()));
            case STRING -> string(string(), sink);
            case LIST -> list(sink, depth);
            case DICT -> dict(sink, depth);
            case BINARY -> throw new IllegalStateException("There is no binary in JSON.");
        }
    }

    private static void word(String word, Sink sink) {
        if (word.equals("null")) {
            sink.none();
        } else {
            sink.bool(word.equals("true"));
        }
    }

    private static void whole(String number, Sink sink) {
        if (number.length() <= LONGEST_LONG) {
            sink.integer(Long.parseLong(number));
            return;
        }
        BigInteger big = new BigInteger(number);
        if (big.bitLength() < Long.SIZE) {
            sink.integer(big.longValue());
        } else {
            sink.integer(big);
        }
    }

    private static void string(String string, Sink sink) {
        Optional<byte[]> binary = BinaryText.bytes(string);
        if (binary.isPresent()) {
            sink.binary(binary.get(), 0, binary.get().length);
        } else {
            sink.string(string);
        }
    }

    private void list(Sink sink, int depth) throws ProtocolViolation {
        enter('[', depth);
        sink.beginList(Sink.UNKNOWN);
        int size = 0;
        if (!cursor.take(']')) {
            do {
                value(sink, depth + 1);
                size++;
            } while (cursor.take(','));
            expect(']');
        }
        sink.end(size);
    }

    private void dict(Sink sink, int depth) throws ProtocolViolation {
        enter('{', depth);
        sink.beginDict(Sink.UNKNOWN);
        int size = 0;
        if (!cursor.take('}')) {
            do {
                sink.key();
                sink.string(string());
                expect(':');
                value(sink, depth + 1);
                size++;
            } while (cursor.take(','));
            expect('}');
        }
        sink.end(size);
    }

    private void enter(char bracket, int depth) throws ProtocolViolation {
        if (depth > DEEPEST) {
            throw new ProtocolViolation("There are more than " + DEEPEST + " lists and dicts within each other.");
        }
        expect(bracket);
    }

    private String scalar() throws ProtocolViolation {
        cursor.peek();
        int from = cursor.position();
        move();
        return text.substring(from, cursor.position());
    }

    private void move() throws ProtocolViolation {
        try {
            cursor.skip();
        } catch (MalformedException e) {
            throw violation(e);
        }
    }

    private void expect(char wanted) throws ProtocolViolation {
        try {
            cursor.expect(wanted);
        } catch (MalformedException e) {
            throw violation(e);
        }
    }

    private static ProtocolViolation violation(MalformedException e) {
        return new ProtocolViolation(String.valueOf(e.getMessage()));
    }

    @Override
    public int position() {
        return cursor.position();
    }

    @Override
    public Payload payload(int from, int to, Payload.Shape shape) {
        return Payload.json(shape, text.substring(from, to));
    }

    @Override
    public void payload(Payload.Shape shape, Sink sink) throws ProtocolViolation {
        for (int i = 0; i < shape.elements(); i++) {
            if (i > 0) {
                expect(',');
            }
            // A value as deep as others may send it stands in a list here.
            value(sink, 0);
        }
    }
}
