package io.capstan.bench.server;

/** The number in a payload that says to which group it goes. */
final class Topic {

    private static final int FROM = 18;
    private static final int TO = 22;

    private Topic() {}

    static String of(String payload) {
        return Integer.toString(Integer.parseInt(payload, FROM, TO, 10));
    }
}
