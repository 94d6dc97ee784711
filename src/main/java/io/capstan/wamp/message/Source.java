package io.capstan.wamp.message;

/**
 * Reads what is written in one serializer from the left to the right. Total: it ends with what was there or with a {@link
 * ProtocolViolation}, in time and memory that what was written pays for.
 */
interface Source {
    /** How many lists and dicts may stand within each other. */
    int DEEPEST = 100;

    /** Begins the message, which has to be a list. */
    void begin() throws ProtocolViolation;

    /** Whether the message has one element more; to be asked before each of them. */
    boolean hasNext() throws ProtocolViolation;

    /** Nothing may be behind the message. */
    void end() throws ProtocolViolation;

    /** What comes next. */
    Kind kind() throws ProtocolViolation;

    /** The next value, which is an integer; the nearest of 64 bits if it has more. */
    long integer() throws ProtocolViolation;

    /** The next value, which is a string. */
    String string() throws ProtocolViolation;

    /** Tells the next value. */
    void value(Sink sink) throws ProtocolViolation;

    /** Tells the next value, which is a dict: all keys have to be strings. */
    void dict(Sink sink) throws ProtocolViolation;

    /** Checks the next value and moves behind it; whether it is a list or dict with something in it. */
    boolean skip() throws ProtocolViolation;

    /** The same with a dict of which all keys have to be strings. */
    boolean skipDict() throws ProtocolViolation;

    /** Where it is. */
    int position();

    /** What stands between two positions, to be kept as it is. */
    Payload payload(int from, int to, Payload.Shape shape);

    /** Tells a payload, which is all there is to read. */
    default void payload(Payload.Shape shape, Sink sink) throws ProtocolViolation {
        for (int i = 0; i < shape.elements(); i++) {
            value(sink);
        }
    }
}
