package io.capstan.bench;

import java.io.IOException;

/** A server that can be started to be loaded: it serves {@code /bench/echo} and {@code /bench/fanout} on this machine. */
interface Host {

    /** How it is called in the report. */
    String name();

    /** Starts it in a process of its own. */
    RunningServer start() throws IOException;
}
