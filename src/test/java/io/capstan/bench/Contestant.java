package io.capstan.bench;

import io.capstan.bench.host.Host;
import java.util.Optional;

/**
 * A server of the line-up.
 *
 * @param engine what it runs on, as a heading: those of one engine are compared with its bare one
 * @param kind what it is there for
 * @param host how it is started
 */
record Contestant(String engine, Kind kind, Host host) {

    enum Kind {
        /** The engine without Capstan. */
        BARE,
        /** Capstan on the engine. */
        CAPSTAN,
        /** Somebody else. */
        PEER
    }

    String name() {
        return host.name();
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** What it is measured against: the bare one of its engine. */
    Optional<Contestant> baseline(Lineup lineup) {
        return is(Kind.CAPSTAN)
                ? lineup.contestants().stream()
                        .filter(other -> other.is(Kind.BARE) && other.engine().equals(engine))
                        .findFirst()
                : Optional.empty();
    }
}
