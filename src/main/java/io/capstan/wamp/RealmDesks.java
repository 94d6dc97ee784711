package io.capstan.wamp;

import java.util.Optional;

/** The realms of an application, for its own parts. */
public interface RealmDesks {
    /** A realm; empty if there is none of this name. */
    Optional<RealmDesk> find(String name);

    /** The name of the realm that is meant where none is named. */
    String standard();
}
