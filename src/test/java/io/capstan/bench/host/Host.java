package io.capstan.bench.host;

import io.capstan.bench.load.Load;
import java.io.IOException;
import java.util.Optional;

/** A server that can be started to be loaded. */
public interface Host {

    /** How it is called in the report. */
    String name();

    /** Product and version. */
    String product();

    /** Whether it is a JVM, which has to be warmed and has a heap to look at. */
    boolean isJvm();

    /** Why it cannot be started here, with what to do about it. */
    Optional<String> missing();

    /** Whether it can do what a load asks for. */
    boolean takes(Load load);

    /** Starts it in a process of its own, and returns when it has accepted a WebSocket. */
    RunningServer start() throws IOException;
}
