package io.capstan.gate;

import java.net.InetAddress;
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
    private static final Map<InetAddress, InetAddress> ADDRESSES = new ConcurrentHashMap<>();

    private Common() {}

    /** The text, as an object that others may have too. */
    static String text(String text) {
        return text.length() > LONGEST ? text : remember(TEXTS, text, text);
    }

    /** The address, as an object that others may have too. */
    static InetAddress address(InetAddress address) {
        return remember(ADDRESSES, address, address);
    }

    private static <T> T remember(Map<T, T> known, T key, T value) {
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
