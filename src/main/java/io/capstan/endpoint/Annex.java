package io.capstan.endpoint;

import io.capstan.component.Wiring;
import io.capstan.gate.ServiceGate;
import io.capstan.settings.Settings;
import io.capstan.wire.Heartbeat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a room above this one adds to an application. A bean of this type takes part in the start and in the stop, so that
 * no arrow has to point up.
 */
public interface Annex {

    /** Reads its settings and mounts its routes; what is wrong is kept in both, so that one message names all of it. */
    void prepare(Settings settings, Wiring wiring);

    /** The components behind the routes that it mounts, by the classes that it mounted. */
    default Map<Class<?>, Object> components() {
        return Map.of();
    }

    /** What it answers to plain requests, by their paths below the context: below {@code /capstan/}. */
    default Map<String, Service> services() {
        return Map.of();
    }

    /** What it answers to plain requests at other paths below the context; {@code null} if it answers there nothing. */
    default @Nullable Service service(String path) {
        return null;
    }

    /**
     * Starts.
     *
     * @throws io.capstan.WiringException if it cannot
     */
    void start(Site site);

    /** Stops, before the connections are closed; also if it was never started, or could not. */
    void stop();

    /** Answers plain requests. Called by many threads. */
    @FunctionalInterface
    interface Service {
        /** Answers one. */
        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /**
     * What it finds here.
     *
     * @param threads makes threads, managed ones where the server has them
     * @param workers runs what may block
     * @param timer runs what does not, later
     * @param gate decides who may use services
     */
    record Site(ThreadFactory threads, Executor workers, Heartbeat timer, ServiceGate gate) {}
}
