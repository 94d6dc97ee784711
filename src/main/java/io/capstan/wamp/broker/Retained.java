package io.capstan.wamp.broker;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events of a realm that publishers want to be kept for those who subscribe later: of each topic the last one that was for
 * all, and of what came behind it, what was for some. What was published least recently goes first when there is too much.
 * Guarded by its own lock, which calls nobody and is the lowest one.
 */
final class Retained {
    private static final System.Logger LOG = System.getLogger(Retained.class.getName());

    /** How many events of one topic may be for some only. */
    private static final int MOST_FOR_SOME = 16;
    /** About what one takes beside its arguments. */
    private static final int EACH = 256;

    private final int most;
    private final long mostBytes;

    /** By topic, those first that were published to least recently. */
    private final Map<String, Deque<EventBody>> byAge = new LinkedHashMap<>();

    private final NavigableMap<String, Deque<EventBody>> byName = new TreeMap<>();
    private long bytes;
    private boolean complained;

    /** The last event of a topic, as those get it who subscribe later. */
    record RetainedEvent(String topic, EventBody body) {}

    /**
     * @param most of how many topics events are retained
     * @param mostBytes how much they may take in all
     */
    Retained(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Retains an event. Under the lock of its channel. */
    synchronized void put(String topic, EventBody body) {
        if (size(topic, List.of(body)) > mostBytes) {
            complain();
            return;
        }
        Deque<EventBody> events = take(topic);
        if (body.filter().isNone()) {
            events.clear();
        } else if (events.size() > MOST_FOR_SOME) {
            removeOldestForSome(events);
        }
        events.add(body);
        bytes += size(topic, events);
        byAge.put(topic, events);
        byName.put(topic, events);
        while (byAge.size() > most || bytes > mostBytes) {
            complain();
            take(byAge.keySet().iterator().next());
        }
    }

    private Deque<EventBody> take(String topic) {
        Deque<EventBody> events = byAge.remove(topic);
        if (events == null) {
            return new ArrayDeque<>(1);
        }
        byName.remove(topic);
        bytes -= size(topic, events);
        return events;
    }

    private static void removeOldestForSome(Deque<EventBody> events) {
        Iterator<EventBody> oldest = events.iterator();
        while (oldest.hasNext()) {
            if (!oldest.next().filter().isNone()) {
                oldest.remove();
                return;
            }
        }
    }

    private static long size(String topic, Collection<EventBody> events) {
        return EACH
                + topic.length()
                + events.stream()
                        .mapToLong(event -> EACH + event.arguments().bytes())
                        .sum();
    }

    private void complain() {
        if (!complained) {
            complained = true;
            LOG.log(
                    Level.WARNING,
                    "More is to be retained than {0} topics or {1} bytes: what was published least recently is given up;"
                            + " see capstan.wamp.retained and capstan.wamp.retained.bytes",
                    String.valueOf(most),
                    String.valueOf(mostBytes));
        }
    }

    /** What a session would have got most recently, of each topic that matches. */
    synchronized List<RetainedEvent> find(String uri, MatchPolicy match, Session session) {
        List<RetainedEvent> found = new ArrayList<>();
        candidates(uri, match).forEach((topic, events) -> {
            if (match.matches(uri, topic)) {
                newest(events, session).ifPresent(body -> found.add(new RetainedEvent(topic, body.retained())));
            }
        });
        return found;
    }

    private Map<String, Deque<EventBody>> candidates(String uri, MatchPolicy match) {
        return switch (match) {
            case EXACT -> byName.containsKey(uri) ? Map.of(uri, byName.get(uri)) : Map.of();
            case PREFIX -> byName.subMap(uri, true, uri + Character.MAX_VALUE, true);
            case WILDCARD -> byName;
        };
    }

    private static Optional<EventBody> newest(Deque<EventBody> events, Session session) {
        for (EventBody body : (Iterable<EventBody>) events::descendingIterator) {
            if (body.filter().admits(session)) {
                return Optional.of(body);
            }
        }
        return Optional.empty();
    }
}
