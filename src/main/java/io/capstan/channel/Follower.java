package io.capstan.channel;

import java.util.Set;

/** Who is told of what is published to all channels of a hub, whoever has joined them, and hands it on as it sees fit. */
public interface Follower {
    /**
     * Something is being published. Called under the lock of its channel, so that it sees the publications of each channel in
     * their order, and those of a thread in the order of that thread. It neither waits nor throws, and calls no application.
     *
     * @param except the ids of the connections that are left out
     */
    void published(Posting posting, Set<String> except);
}
