package io.capstan.gate;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
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
    /** Browsers of a kind send the same headers in the same order; who makes up others fills little. */
    private static final Map<List<String>, String[]> NAMES = new ConcurrentHashMap<>();

    private static final int MOST_NAMES = 200;
    private static final int MOST_TOGETHER = 32;

    private Common() {}

    /** The text, as an object that others may have too. */
    static String text(String text) {
        return text.length() > LONGEST ? text : remember(TEXTS, text, text, MOST);
    }

    /** The address, as an object that others may have too. */
    static InetAddress address(InetAddress address) {
        return remember(ADDRESSES, address, address, MOST);
    }

    /** The texts in their order, in an array that others may have too. Nobody changes it. */
    static String[] texts(String[] texts) {
        boolean usual = texts.length <= MOST_TOGETHER;
        for (String text : texts) {
            usual = usual && text.length() <= LONGEST;
        }
        return usual ? remember(NAMES, Arrays.asList(texts), texts, MOST_NAMES) : texts;
    }

    private static <K, V> V remember(Map<K, V> known, K key, V value, int most) {
        V before = known.get(key);
        if (before != null) {
            return before;
        }
        if (known.size() >= most) {
            known.clear();
        }
        known.put(key, value);
        return value;
    }
}
