package io.capstan.wamp.broker;

import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a publisher means: those who are in all lists of the eligible that there are, and in none of the excluded.
 *
 * @param sessions by the id of the session
 * @param authids by the name of the user
 * @param authroles by the role
 */
record Filter(Choice<Long> sessions, Choice<String> authids, Choice<String> authroles) {
    /** Everybody. */
    static final Filter NONE = new Filter(Choice.all(), Choice.all(), Choice.all());

    /** What the options of a publication say. */
    static Filter of(Dict options) throws ProtocolViolation {
        Filter filter = new Filter(
                choice(options, "", Long.class),
                choice(options, "_authid", String.class),
                choice(options, "_authrole", String.class));
        return filter.isNone() ? NONE : filter;
    }

    private static <T> Choice<T> choice(Dict options, String property, Class<T> type) throws ProtocolViolation {
        Optional<Set<T>> excluded = values(options, "exclude" + property, type);
        Optional<Set<T>> eligible = values(options, "eligible" + property, type);
        return excluded.isEmpty() && eligible.isEmpty()
                ? Choice.all()
                : new Choice<>(excluded.orElse(Set.of()), eligible);
    }

    private static <T> Optional<Set<T>> values(Dict options, String name, Class<T> type) throws ProtocolViolation {
        var list = options.list(name);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        Set<T> values = new HashSet<>();
        for (Object value : list.get()) {
            if (!type.isInstance(value)) {
                throw new ProtocolViolation(
                        "The members of " + name + " have to be " + (type == Long.class ? "integers." : "strings."));
            }
            values.add(type.cast(value));
        }
        return Optional.of(values);
    }

    boolean isNone() {
        return sessions.isAll() && authids.isAll() && authroles.isAll();
    }

    /** Whether it does no more than leave out some sessions. */
    boolean onlyExcludesSessions() {
        return sessions.eligible().isEmpty() && authids.isAll() && authroles.isAll();
    }

    /** Whether a session is meant. */
    boolean admits(Session session) {
        Identity identity = session.identity();
        return sessions.admits(session.id())
                && authids.admits(identity.authid())
                && authroles.admits(identity.authrole());
    }

    /** Whether those are meant who have no session: who follow the channel in another dialect. */
    boolean admitsStrangers() {
        return sessions.admitsStrangers() && authids.admitsStrangers() && authroles.admitsStrangers();
    }
}
