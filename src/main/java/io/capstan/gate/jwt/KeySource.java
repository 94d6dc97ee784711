package io.capstan.gate.jwt;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;

/** Where keys to verify with come from. Thread-safe. */
interface KeySource {

    /** The keys that are known. */
    List<JsonWebKey> keys();

    /** The same after another look, where there is something to look at: none of the known ones fitted a token. */
    default List<JsonWebKey> again() {
        return keys();
    }
}
