package io.capstan.gate;

import io.capstan.settings.OnePerApplication;

/** Whether new connections are let in at all. Thread-safe. */
@OnePerApplication
public class Admission {
    private volatile boolean closed;

    /** Refuses new connections from now on, with 503. */
    public void close() {
        closed = true;
    }

    /** Lets new connections in again. */
    public void open() {
        closed = false;
    }

    /** Whether new connections are let in. */
    public boolean isOpen() {
        return !closed;
    }
}
