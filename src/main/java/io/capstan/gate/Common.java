package io.capstan.gate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives one object for equal values, so that what thousands of handshakes have in common (the host, a browser's name of
 * itself, the address of a proxy) is in memory once. Bounded: when it is full, it begins anew.
 */
final class Common {
    private static final int MOST = 2000;
    private static final int LONGEST = 256;
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
    private static final Map<String, InetAddress> ADDRESSES = new ConcurrentHashMap<>();

    private Common() {}

    /** The text, as an object that others may have too. */
    static String text(String text) {
        return text.length() > LONGEST ? text : remember(TEXTS, text, text);
    }

    /**
     * An address, for which nothing is looked up.
     *
     * @param literal in the form of IPv4 or IPv6
     */
    static InetAddress address(String literal) throws UnknownHostException {
        return remember(ADDRESSES, literal, InetAddress.getByName(literal));
    }

    private static <T> T remember(Map<String, T> known, String key, T value) {
        T before = known.get(key);
        if (before != null) {
            return before;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(key, value);
        return value;
    }
}
