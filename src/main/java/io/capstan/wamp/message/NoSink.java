package io.capstan.wamp.message;

import java.math.BigInteger;

/** For what is read only to check it. */
enum NoSink implements Sink {
    INSTANCE;

    @Override
    public void none() {}

    @Override
    public void bool(boolean value) {}

    @Override
    public void integer(long value) {}

    @Override
    public void integer(BigInteger value) {}

    @Override
    public void floating(double value) {}

    @Override
    public void string(String value) {}

    @Override
    public void string(byte[] utf8, int from, int to) {}

    @Override
    public void binary(byte[] bytes, int from, int to) {}

    @Override
    public void beginList(int size) {}

    @Override
    public void beginDict(int size) {}

    @Override
    public void key() {}

    @Override
    public void end(int size) {}
}
