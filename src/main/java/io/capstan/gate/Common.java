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

    /** What clients of a kind send, without what is one client's own. */
    private static final Map<List<?>, Headers> HEADERS = new ConcurrentHashMap<>();

    private static final int MOST_HEADERS = 200;
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
        return areUsual(texts) ? remember(NAMES, Arrays.asList(texts), texts, MOST_NAMES) : texts;
    }

    /** The headers with these names and values, as an object that others may have too. Nobody changes the arrays. */
    static Headers headers(String[] names, Object[] values, Headers headers) {
        return areUsual(names) && areUsual(values)
                ? remember(HEADERS, List.of(Arrays.asList(names), Arrays.asList(values)), headers, MOST_HEADERS)
                : headers;
    }

    /** Whether there are not too many, and each is one text that is not too long. */
    private static boolean areUsual(Object[] all) {
        boolean usual = all.length <= MOST_TOGETHER;
        for (Object each : all) {
            usual = usual && each instanceof String text && text.length() <= LONGEST;
        }
        return usual;
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
