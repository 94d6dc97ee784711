package io.capstan.wamp.auth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The methods of authentication that there are. */
public enum AuthMethod {
    /** The gate knows who it is. */
    CALLER(false, "caller", "transport"),
    TICKET(true, "ticket"),
    WAMPCRA(true, "wampcra"),
    /** By the name of the specification, and by that of Crossbar and Autobahn. */
    SCRAM(true, "scram", "wamp-scram"),
    CRYPTOSIGN(true, "cryptosign"),
    COOKIE(false, "cookie"),
    ANONYMOUS(false, "anonymous");

    private final boolean proof;
    private final List<String> names;

    AuthMethod(boolean proof, String... names) {
        this.proof = proof;
        this.names = List.of(names);
    }

    /** Its name in the configuration. */
    public String id() {
        return names.get(0);
    }

    /** The one that clients call so. */
    static Optional<AuthMethod> named(String name) {
        return Stream.of(values()).filter(method -> method.names.contains(name)).findFirst();
    }

    /** Whether the client proves something new with it, which may be remembered, and may want a second proof. */
    boolean isProof() {
        return proof;
    }
}
