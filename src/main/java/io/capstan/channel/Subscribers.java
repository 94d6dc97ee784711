package io.capstan.channel;

import io.capstan.wire.Audience;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** What goes to those of one dialect. */
    record Share(Audience audience, Outgoing message) {}

    void add(WireConnection connection, Dialect dialect) {
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
        if (section != null) {
            section.audience().remove(connection);
        }
        return section != null;
    }

    boolean has(WireConnection connection) {
        return find(connection) != null;
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

    /** Something in every dialect that somebody speaks. What fails fails here, before anybody has got anything. */
    List<Share> encode(Function<Dialect, @Nullable Outgoing> encoding) {
        return Stream.of(sections)
                .filter(section -> !section.audience().isEmpty())
                .map(section -> share(section, encoding.apply(section.dialect())))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Share share(Section section, @Nullable Outgoing message) {
        return message == null ? null : new Share(section.audience(), message);
    }

    /** Hands everybody what is in their dialect, but those with these ids. */
    static void hand(List<Share> shares, Set<String> except) {
        for (Share share : shares) {
            hand(share.audience(), share.message(), except);
        }
    }

    /** Hands those for whom a condition holds what is in their dialect. */
    static void handTo(List<Share> shares, Predicate<WireConnection> only) {
        for (Share share : shares) {
            Audience.hand(share.audience().all().stream().filter(only).toList(), share.message());
        }
    }

    /** Hands everybody but one what is in their dialect. */
    static void handToOthers(List<Share> shares, WireConnection except) {
        shares.forEach(share -> share.audience().hand(share.message(), except));
    }

    private static void hand(Audience audience, Outgoing message, Set<String> except) {
        List<WireConnection> left =
                except.stream().map(audience::find).filter(Objects::nonNull).toList();
        if (left.size() < 2) {
            audience.hand(message, left.isEmpty() ? null : left.get(0));
        } else {
            Predicate<WireConnection> stays = each -> !except.contains(each.id());
            Audience.hand(audience.all().stream().filter(stays).toList(), message);
        }
    }
}
