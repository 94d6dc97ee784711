package io.capstan.wamp.broker;

import io.capstan.WampException;
import io.capstan.wamp.broker.EventHistory.PastEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which past events are asked for: the keyword arguments of {@code wamp.subscription.get_events}. */
final class EventQuery {
    private final Map<String, @Nullable Object> wanted;

    /** @param wanted the conditions, all of which have to hold; members that are unknown mean nothing */
    EventQuery(Map<String, @Nullable Object> wanted) {
        this.wanted = wanted;
    }

    /** How many are wanted at most; those that are found first. */
    OptionalLong limit() {
        Optional<Long> limit = number("limit");
        if (limit.filter(number -> number < 1).isPresent()) {
            throw wrong("limit", "a positive integer");
        }
        return limit.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * Those that are asked for, in the order that is asked for.
     *
     * @param events all there are, oldest first
     * @throws WampException if a condition is not what it has to be
     */
    List<PastEvent> apply(Stream<PastEvent> events) {
        Optional<Instant> from = time("from_time");
        Optional<Instant> after = time("after_time");
        Optional<Instant> before = time("before_time");
        Optional<Instant> until = time("until_time");
        Optional<String> topic = value("topic", String.class, "a string");
        List<PastEvent> found = new ArrayList<>(publications(events.toList()).stream()
                .filter(event -> {
                    Instant at = Instant.ofEpochMilli(event.time());
                    return from.filter(at::isBefore).isEmpty()
                            && after.filter(time -> !at.isAfter(time)).isEmpty()
                            && before.filter(time -> !at.isBefore(time)).isEmpty()
                            && until.filter(at::isAfter).isEmpty()
                            && topic.filter(uri -> !uri.equals(event.topic())).isEmpty();
                })
                .toList());
        if (value("reverse", Boolean.class, "a boolean").orElse(false)) {
            Collections.reverse(found);
        }
        return found;
    }

    /** Those between the publications that are named. Behind one that is not kept, nothing is known to have come. */
    private List<PastEvent> publications(List<PastEvent> events) {
        int from = Math.max(
                first("from_publication", events, 0, events.size()),
                first("after_publication", events, 1, events.size()));
        int to = Math.min(last("before_publication", events, 0), last("until_publication", events, 1));
        return events.subList(Math.min(from, to), to);
    }

    private int first(String name, List<PastEvent> events, int more, int otherwise) {
        return number(name)
                .map(id -> {
                    int at = find(id, events);
                    return at < 0 ? otherwise : at + more;
                })
                .orElse(0);
    }

    private int last(String name, List<PastEvent> events, int more) {
        return number(name)
                .map(id -> find(id, events))
                .filter(at -> at >= 0)
                .map(at -> at + more)
                .orElse(events.size());
    }

    private static int find(long publication, List<PastEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).body().publication() == publication) {
                return i;
            }
        }
        return -1;
    }

    private Optional<Long> number(String name) {
        return value(name, Long.class, "an integer");
    }

    private Optional<Instant> time(String name) {
        return value(name, String.class, "a time").map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw wrong(name, "a time as 2026-03-01T12:00:00.000Z");
            }
        });
    }

    private <T> Optional<T> value(String name, Class<T> type, String what) {
        Object value = wanted.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, what);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private static WampException wrong(String name, String what) {
        return new WampException(Errors.INVALID_ARGUMENT, "The argument " + name + " has to be " + what + ".");
    }
}
