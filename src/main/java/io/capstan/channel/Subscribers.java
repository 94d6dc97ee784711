package io.capstan.channel;

import io.capstan.wire.Audience;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those who have joined a channel, by the dialect that they speak: mostly one. Any thread may look; all else is done under
 * the channel's lock.
 */
final class Subscribers {
    private static final Section[] NONE = {};

    /** Replaced as a whole. */
    private volatile Section[] sections = NONE;

    private record Section(Dialect dialect, Audience audience) {}

    /**
     * What goes to those of one dialect.
     *
     * @param only those of them that it is for; {@code null}: all
     */
    record Share(Audience audience, @Nullable List<WireConnection> only, Outgoing message) {
        private Stream<WireConnection> receivers() {
            return only == null ? audience.all().stream() : only.stream();
        }
    }

    /** Adds one that is not there, or that speaks another dialect by now. */
    void add(WireConnection connection, Dialect dialect) {
        remove(connection);
        audience(dialect).add(connection);
    }

    private Audience audience(Dialect dialect) {
        Section[] old = sections;
        for (Section section : old) {
            if (section.dialect() == dialect) {
                return section.audience();
            }
        }
        Section section = new Section(dialect, new Audience());
        Section[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = section;
        sections = more;
        return section.audience();
    }

    /** Removes one; whether it was there. */
    boolean remove(WireConnection connection) {
        Section section = find(connection);
        if (section == null) {
            return false;
        }
        section.audience().remove(connection);
        if (section.audience().isEmpty()) {
            sections = Stream.of(sections).filter(each -> each != section).toArray(Section[]::new);
        }
        return true;
    }

    boolean has(WireConnection connection) {
        return find(connection) != null;
    }

    boolean has(WireConnection connection, Dialect dialect) {
        Section section = find(connection);
        return section != null && section.dialect() == dialect;
    }

    private @Nullable Section find(WireConnection connection) {
        for (Section section : sections) {
            if (section.audience().find(connection.id()) != null) {
                return section;
            }
        }
        return null;
    }

    int size() {
        int size = 0;
        for (Section section : sections) {
            size += section.audience().size(null);
        }
        return size;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    Stream<WireConnection> all() {
        return Stream.of(sections).flatMap(section -> section.audience().all().stream());
    }

    /** Waits while those who write for them have too much to do. To be called without a lock. */
    void awaitRoom() {
        for (Section section : sections) {
            section.audience().awaitRoom();
        }
    }

    /** A publication in every dialect that somebody speaks, and in every language if that plays a part. */
    List<Share> encode(Posting posting) {
        if (!posting.payload().isLocalized()) {
            return encode(dialect -> dialect.encode(posting));
        }
        return Stream.of(sections).flatMap(section -> shares(section, posting)).toList();
    }

    private static Stream<Share> shares(Section section, Posting posting) {
        Map<String, List<WireConnection>> readers =
                section.audience().all().stream().collect(Collectors.groupingBy(posting.payload()::language));
        return readers.entrySet().stream()
                .map(each -> new Share(
                        section.audience(), each.getValue(), section.dialect().encode(posting.in(each.getKey()))));
    }

    /** Something in every dialect that somebody speaks. What fails fails here, before anybody has got anything. */
    List<Share> encode(Function<Dialect, @Nullable Outgoing> encoding) {
        return Stream.of(sections)
                .filter(section -> !section.audience().isEmpty())
                .map(section -> share(section, encoding.apply(section.dialect())))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Share share(Section section, @Nullable Outgoing message) {
        return message == null ? null : new Share(section.audience(), null, message);
    }

    /** Hands everybody what is in their dialect, but those with these ids. */
    static void hand(List<Share> shares, Set<String> except) {
        for (Share share : shares) {
            hand(share, except);
        }
    }

    /** Hands those for whom a condition holds what is in their dialect. */
    static void handTo(List<Share> shares, Predicate<WireConnection> only) {
        for (Share share : shares) {
            Audience.hand(share.receivers().filter(only).toList(), share.message());
        }
    }

    /** Hands everybody but one what is in their dialect. */
    static void handToOthers(List<Share> shares, WireConnection except) {
        shares.forEach(share -> share.audience().hand(share.message(), except));
    }

    private static void hand(Share share, Set<String> except) {
        if (share.only() == null) {
            share.audience().handExcept(share.message(), except);
        } else {
            Predicate<WireConnection> stays = each -> !except.contains(each.id());
            Audience.hand(share.receivers().filter(stays).toList(), share.message());
        }
    }
}
