package io.capstan.wamp.v1;

import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.session.FirstVersionOptions.Curie;
import java.util.HashMap;
import java.util.Map;

/** What a client has abbreviated. Used by one thread at a time. */
final class Curies {
    /** How many prefixes a client may have. */
    static final int MOST = 1_000;

    private final Curie mode;
    private final Map<String, String> prefixes = new HashMap<>(4);

    Curies(Curie mode) {
        this.mode = mode;
    }

    void add(String prefix, String uri) throws ProtocolViolation {
        if (prefixes.size() >= MOST && !prefixes.containsKey(prefix)) {
            throw new ProtocolViolation("A client has at most " + MOST + " prefixes.");
        }
        prefixes.put(prefix, uri);
    }

    /** Writes a URI out; one that is not abbreviated, or by a prefix that is not known, stays as it is. */
    String expand(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 0 || uri.startsWith("http://") || uri.startsWith("https://")) {
            return uri;
        }
        String known = prefixes.get(uri.substring(0, colon));
        if (known == null) {
            return uri;
        }
        return known + (mode == Curie.RATCHET ? "#" : "") + uri.substring(colon + 1);
    }
}
