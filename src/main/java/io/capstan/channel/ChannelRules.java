package io.capstan.channel;

import io.capstan.ChannelAuthorizer.Act;
import io.capstan.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is configured for channels, by patterns of their names. One rule holds for a channel: the one with the most precise
 * pattern of those that fit, and nothing of the others.
 *
 * @param rules the most precise pattern first
 */
public record ChannelRules(List<Ruled> rules) implements Function<String, ChannelRule> {
    /** Nothing is configured: clients may do nothing. */
    public static final ChannelRules NONE = new ChannelRules(List.of());

    /** Where what may be configured is said, for those who have misspelt a key. */
    public static final String KEYS = "rules, and rule.<name>. with pattern, subscribe, publish, presence, history,"
            + " history.size, history.age, history.store, join-leave, payload or rate, where capstan.channels.rules names the"
            + " rule if"
            + " only the environment does";

    /**
     * A pattern and what holds for the names that fit it.
     *
     * @param pattern of names
     * @param rule what holds
     */
    record Ruled(ChannelPattern pattern, ChannelRule rule) {}

    /**
     * The configured rules, {@code capstan.channels.rule.<name>.*}.
     *
     * @param outbox how many bytes the outbox of a connection takes
     */
    public static ChannelRules of(Settings settings, int outbox) {
        return new RuleReader(settings, outbox).read();
    }

    /** What holds for the channel of this name. */
    @Override
    public ChannelRule apply(String name) {
        for (Ruled ruled : rules) {
            if (ruled.pattern().fits(name)) {
                return ruled.rule();
            }
        }
        return ChannelRule.DEFAULT;
    }

    /** Whether there are channels that outlive the server. */
    public boolean anyStored() {
        return rules.stream().anyMatch(ruled -> ruled.rule().stored());
    }

    /** The rules for channels whose names may begin with this. */
    Stream<ChannelRule> near(String beginning) {
        return rules.stream()
                .filter(ruled -> ruled.pattern().beginning().startsWith(beginning)
                        || beginning.startsWith(ruled.pattern().beginning()))
                .map(Ruled::rule);
    }

    /** The roles that the rules name. */
    public Set<String> roles() {
        return rules.stream()
                .flatMap(ruled -> Stream.of(Act.values())
                        .map(act -> ruled.rule().permits().of(act)))
                .flatMap(permit -> permit instanceof Permit.Roles roles ? roles.names().stream() : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
