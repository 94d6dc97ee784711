package io.capstan.wire;

import io.capstan.Users;
import io.capstan.Users.User;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells observers of users who come online and go offline. A user who comes back within a grace has not been away. Keeps
 * only those who are online or within their grace. Thread-safe.
 */
public final class Attendance {
    private final Users users;
    private final Announcement<User> online;
    private final Announcement<User> offline;
    private final Announcer announcer;
    private final Duration grace;
    private final BiFunction<Duration, Runnable, Future<?>> alarm;

    /** By name; what changes a stay, and what is noted of it, happens under the lock of its entry. */
    private final Map<String, Stay> stays = new ConcurrentHashMap<>();

    private static final class Stay {
        private @Nullable Departure departure;
    }

    /** The last connection has gone. Told apart by identity: a timer that comes too late finds another one. */
    private static final class Departure {
        private @Nullable Future<?> timer;
    }

    /**
     * Tells the observers among these beans.
     *
     * @param grace how long a user may be without a connection before it is offline
     * @param alarm runs a task later, without blocking
     */
    public Attendance(
            Users users,
            BeanManager beans,
            Announcer announcer,
            Duration grace,
            BiFunction<Duration, Runnable, Future<?>> alarm) {
        this.users = users;
        this.online = new Announcement<>(beans, User.class, Users.Online.Literal.INSTANCE);
        this.offline = new Announcement<>(beans, User.class, Users.Offline.Literal.INSTANCE);
        this.announcer = announcer;
        this.grace = grace;
        this.alarm = alarm;
    }

    /** Whether anybody observes. */
    public boolean isHeard() {
        User anybody = users.of("");
        return online.isHeard(anybody) || offline.isHeard(anybody);
    }

    /** A user without a connection has got one. {@link #fire} follows, without a lock. */
    void came(String name) {
        stays.compute(name, (user, stay) -> {
            if (stay == null) {
                note(name, online);
                return new Stay();
            }
            Departure departure = stay.departure;
            stay.departure = null;
            if (departure != null && departure.timer != null) {
                departure.timer.cancel(false);
            }
            return stay;
        });
    }

    /** The last connection of a user has gone. */
    void went(String name) {
        stays.computeIfPresent(name, (user, stay) -> {
            Departure departure = new Departure();
            stay.departure = departure;
            departure.timer = alarm.apply(grace, () -> leave(name, departure));
            return stay;
        });
    }

    private void leave(String name, Departure departure) {
        end(name, stay -> stay.departure == departure);
    }

    /** The application stops: who has no connection any more is offline now. */
    public void close() {
        stays.keySet().forEach(name -> end(name, stay -> stay.departure != null));
    }

    private void end(String name, Predicate<Stay> isOver) {
        stays.computeIfPresent(name, (user, stay) -> {
            if (!isOver.test(stay)) {
                return stay;
            }
            note(name, offline);
            return null;
        });
        fire(name);
    }

    private void note(String name, Announcement<User> event) {
        User user = users.of(name);
        if (event.isHeard(user)) {
            announcer.note(name, () -> event.fire(user));
        }
    }

    /** Has observers told what was noted of a user. */
    void fire(String name) {
        announcer.fire(name);
    }
}
