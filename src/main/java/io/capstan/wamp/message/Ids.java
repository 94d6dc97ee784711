package io.capstan.wamp.message;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of the global scope (WAMP §2.1.2): 1 to 2^53, each as probable as any other. Any thread may ask for one. */
public final class Ids {
    /** The largest id there is: 2^53. */
    public static final long LARGEST = 1L << 53;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** For a session of a client: nobody can guess it. */
    public static long session() {
        return (RANDOM.nextLong() >>> 11) + 1;
    }

    /** For a publication, of which there are many, and which is told to whoever gets it. */
    public static long publication() {
        return ThreadLocalRandom.current().nextLong(LARGEST) + 1;
    }
}
