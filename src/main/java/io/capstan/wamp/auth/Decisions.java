package io.capstan.wamp.auth;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.Wamp.Authorizer.Decision;
import io.capstan.Wamp.Permissions;
import io.capstan.settings.OnePerApplication;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What authorizers have said, as long as it holds: for each session so many answers, which go with it. */
@OnePerApplication
class Decisions implements Permissions {
    private final Map<Session, Cache> caches = new ConcurrentHashMap<>();

    @Override
    public void purge() {
        purge(session -> true);
    }

    @Override
    public void purge(String realm, String authid) {
        purge(session -> session.identity().realm().equals(realm)
                && session.identity().authid().equals(authid));
    }

    private void purge(Predicate<Session> which) {
        caches.forEach((session, cache) -> {
            if (which.test(session)) {
                cache.forget();
            }
        });
    }

    /** What was said of this before, if it still holds, else what is said now. On the thread of the session. */
    Decision find(Session session, Action action, String uri, MatchPolicy match, Supplier<Decision> question) {
        return caches.computeIfAbsent(session, any -> new Cache()).find(new Key(action, uri, match), question);
    }

    /** The session is over. */
    void forget(Session session) {
        caches.remove(session);
    }

    private record Key(Action action, String uri, MatchPolicy match) {}

    private record Answer(Decision decision, int generation, long until) {}

    /** Of one session: used by its thread, but for {@link #generation}. */
    private static final class Cache {
        private static final int MOST = 1000;

        private final Map<Key, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Answer> eldest) {
                return size() > MOST;
            }
        };

        /** Goes up when all that was said before does not hold any more, also what is being asked meanwhile. */
        private volatile int generation;

        synchronized void forget() {
            generation++;
        }

        Decision find(Key key, Supplier<Decision> question) {
            Answer known = answers.get(key);
            if (known != null && known.generation() == generation && known.until() - System.nanoTime() > 0) {
                return known.decision();
            }
            int before = generation;
            Decision decision = question.get();
            if (!decision.cached().isZero()) {
                answers.put(key, new Answer(decision, before, System.nanoTime() + nanoseconds(decision)));
            } else {
                answers.remove(key);
            }
            return decision;
        }

        private static long nanoseconds(Decision decision) {
            return Math.min(decision.cached().toSeconds(), 1L << 32) * 1_000_000_000L
                    + decision.cached().toNanosPart();
        }
    }
}
