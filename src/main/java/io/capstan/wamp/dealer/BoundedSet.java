package io.capstan.wamp.dealer;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The newest of some numbers. Not thread-safe. */
final class BoundedSet {
    private final Set<Long> members = new LinkedHashSet<>(2);
    private final int most;

    BoundedSet(int most) {
        this.most = most;
    }

    void add(long number) {
        members.add(number);
        if (members.size() > most) {
            Iterator<Long> oldest = members.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(long number) {
        return members.contains(number);
    }

    boolean remove(long number) {
        return members.remove(number);
    }
}
