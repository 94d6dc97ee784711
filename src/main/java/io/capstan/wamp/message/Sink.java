package io.capstan.wamp.message;

import java.math.BigInteger;

/**
 * Takes values one after the other, each list and dict between a beginning and an end: what reads one serializer tells it
 * to what writes another, without objects in between.
 */
interface Sink {
    /** The size of a list or dict that is not known before its end. */
    int UNKNOWN = -1;

    /** {@code null}. */
    void none();

    /** A boolean. */
    void bool(boolean value);

    /** A whole number. */
    void integer(long value);

    /** A whole number beyond 64 bits with a sign. */
    void integer(BigInteger value);

    /** A number with a fraction. */
    void floating(double value);

    /** A string. */
    void string(String value);

    /** A string in UTF-8 that has been checked. */
    void string(byte[] utf8, int from, int to);

    /** Bytes. */
    void binary(byte[] bytes, int from, int to);

    /** A list of so many values, or {@link #UNKNOWN}. */
    void beginList(int size);

    /** A dict of so many members, or {@link #UNKNOWN}. */
    void beginDict(int size);

    /** The next scalar is the key of a member. */
    void key();

    /** The list or dict that began last has had so many values or members. */
    void end(int size);
}
