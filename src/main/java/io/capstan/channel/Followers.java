package io.capstan.channel;

import java.util.stream.Stream;

/** Who is told of all publications. Thread-safe. */
final class Followers {
    /** Replaced as a whole. */
    private volatile Follower[] all = {};

    synchronized void add(Follower follower) {
        all = Stream.concat(Stream.of(all), Stream.of(follower)).toArray(Follower[]::new);
    }

    synchronized void remove(Follower follower) {
        all = Stream.of(all).filter(each -> each != follower).toArray(Follower[]::new);
    }

    /** Those of this moment; nobody may change it. */
    Follower[] now() {
        return all;
    }
}
