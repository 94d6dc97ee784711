package io.capstan.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives one object for equal texts, so that what thousands of handshakes have in common (the host, a browser's name of
 * itself) is in memory once. Bounded: when it is full, it begins anew.
 */
final class CommonTexts {
    private static final int MOST = 2000;
    private static final int LONGEST = 256;
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private CommonTexts() {}

    /** The text, as an object that others may have too. */
    static String same(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        String known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        KNOWN.put(text, text);
        return text;
    }
}
