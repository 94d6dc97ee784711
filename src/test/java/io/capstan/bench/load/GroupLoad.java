package io.capstan.bench.load;

import java.io.IOException;

/**
 * Groups of mixed sizes, and connections that are in several of them. One client publishes to the groups in turn, so
 * that what waits for a connection is rarely what waits for the next one.
 */
public final class GroupLoad extends Load {

    private static final int STRIDE = 37;

    private final int size;
    private final int window;
    private final Groups groups;
    private final int members;
    private final int each;
    private Publisher publisher;
    private int turn;

    /** So many connections in so many groups, each in {@code each} of them. */
    public GroupLoad(int members, int groups, int each, int size, int window) {
        this.members = members;
        this.each = each;
        this.groups = new Groups(members, groups, each);
        this.size = size;
        this.window = window;
    }

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public String title() {
        return "Groups: " + members + " connections, each in " + each + " of " + groups.number() + " groups of "
                + groups.range() + ", " + size + " B, window " + window;
    }

    @Override
    public String path() {
        return "bench/groups";
    }

    @Override
    void start(Loop loop, Site site) throws IOException {
        for (int member = 0; member < members; member++) {
            loop.connect(1, site.at(path() + "/" + groups.path(member)), this);
        }
        publisher = new Publisher(loop, this, site, path(), size);
        publisher.callTheRoll(loop, () -> {
            for (int group = 0; group < groups.number(); group++) {
                publisher.publish(group, groups.size(group));
            }
        });
    }

    @Override
    void step() throws IOException {
        long underWay = (long) window * groups.memberships() / groups.number();
        while (publisher.mayPublish(underWay)) {
            turn = (turn + STRIDE) % groups.number();
            publisher.publish(turn, groups.size(turn));
        }
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        if (publisher == null || !publisher.is(peer, bytes, at, length)) {
            count(peer, bytes, at, length, size);
        }
    }
}
