package io.capstan.channel;

import io.capstan.channel.ChannelRules.Ruled;
import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rules of channels, and finds what contradicts itself in them. Used by one thread, at start. */
final class RuleReader {
    private static final String NAMES = "capstan.channels.rules";
    private static final String RULE = "capstan.channels.rule.";
    private static final String NAME = "[A-Za-z0-9_-]+";
    private static final String ROLE = "role:";
    private static final int MOST_KEPT = 1_000_000;

    private final Settings settings;
    private final int outbox;

    /** @param outbox how many bytes the outbox of a connection takes */
    RuleReader(Settings settings, int outbox) {
        this.settings = settings;
        this.outbox = outbox;
    }

    ChannelRules read() {
        List<Ruled> rules = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (String name : names()) {
            ChannelRule rule = rule(RULE + name + ".");
            pattern(name).ifPresent(pattern -> {
                String other = owners.putIfAbsent(pattern.text(), name);
                if (other != null) {
                    settings.fault(patternKey(name), "another one, since the rule '" + other + "' has it already");
                }
                rules.add(new Ruled(pattern, rule));
            });
        }
        rules.sort(Comparator.comparing(Ruled::pattern, ChannelPattern.PRECISION));
        return new ChannelRules(List.copyOf(rules));
    }

    /** Those that {@link #NAMES} lists, and those that the source of the configuration knows. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : settings.list(NAMES, List.of())) {
            if (!name.matches(NAME)) {
                settings.fault(NAMES, "a list of names of letters, digits, - and _; '" + name + "' is none");
            } else if (!names.add(name)) {
                settings.fault(NAMES, "a list of names, each once; '" + name + "' is there twice");
            }
        }
        for (String key : settings.keysBelow(RULE)) {
            int dot = key.indexOf('.', RULE.length());
            String name = dot < 0 ? "" : key.substring(RULE.length(), dot);
            if (name.matches(NAME)) {
                names.add(name);
            }
        }
        return names;
    }

    private Optional<ChannelPattern> pattern(String name) {
        String key = patternKey(name);
        Optional<String> text = settings.text(key);
        if (text.isEmpty()) {
            settings.fault("The rule '" + name + "' of channels has no pattern; set " + key
                    + ", as in chat.*, or mend the name if another rule was meant.");
            return Optional.empty();
        }
        try {
            return Optional.of(ChannelPattern.parse(text.get()));
        } catch (IllegalArgumentException e) {
            settings.fault(key, e.getMessage());
            return Optional.empty();
        }
    }

    private static String patternKey(String name) {
        return RULE + name + ".pattern";
    }

    private ChannelRule rule(String prefix) {
        Permits permits = new Permits(
                permit(prefix + "subscribe"),
                permit(prefix + "publish"),
                permit(prefix + "presence"),
                permit(prefix + "history"));
        ChannelRule rule = new ChannelRule(
                settings.number(prefix + "history.size", 0, 0, MOST_KEPT),
                settings.duration(prefix + "history.age", ChannelRule.DEFAULT.historyAge(), Duration.ofSeconds(1)),
                settings.number(
                        prefix + "payload", Math.min(ChannelRule.DEFAULT.largest(), outbox), 1, Integer.MAX_VALUE),
                settings.flag(prefix + "join-leave", false),
                permits,
                settings.number(prefix + "rate", 0, 0, 1_000_000),
                settings.flag(prefix + "history.store", false));
        checkHistory(prefix, rule);
        checkOthers(prefix, rule);
        return rule;
    }

    private void checkHistory(String prefix, ChannelRule rule) {
        if (rule.historySize() > 0) {
            return;
        }
        String kept = ", since nothing is kept as long as " + prefix + "history.size is 0";
        if (!rule.permits().history().equals(Permit.NOBODY)) {
            settings.fault(prefix + "history", "nobody" + kept);
        }
        settings.fault(prefix + "history.age", "nothing" + kept); // if it is set
        if (rule.stored()) {
            settings.fault(prefix + "history.store", "false" + kept);
        }
    }

    private void checkOthers(String prefix, ChannelRule rule) {
        Permits permits = rule.permits();
        if (rule.notices() && !permits.presence().covers(permits.subscribe())) {
            settings.fault(
                    prefix + "join-leave",
                    "false, since it tells all who may subscribe (" + permits.subscribe()
                            + ") what only others may see (" + prefix + "presence is " + permits.presence() + ")");
        }
        if (rule.rate() > 0 && permits.publish().equals(Permit.NOBODY)) {
            settings.fault(prefix + "rate", "0, since no client may publish; see " + prefix + "publish");
        }
        if (rule.largest() > outbox) {
            settings.fault(
                    prefix + "payload", "at most " + outbox + ", since no outbox takes more; see capstan.outbox.bytes");
        }
    }

    private Permit permit(String key) {
        Optional<String> text = settings.text(key);
        if (text.isEmpty()) {
            return Permit.NOBODY;
        }
        switch (text.get().toLowerCase(Locale.ROOT)) {
            case "everyone":
                return Permit.EVERYONE;
            case "authenticated":
                return Permit.AUTHENTICATED;
            case "nobody":
                return Permit.NOBODY;
            default:
                Set<String> roles = roles(text.get());
                if (roles.isEmpty()) {
                    settings.fault(
                            key,
                            "everyone, authenticated, nobody, or role: and a list of roles, as" + " role:editor,clerk");
                }
                return new Permit.Roles(roles);
        }
    }

    private static Set<String> roles(String text) {
        return text.startsWith(ROLE)
                ? Stream.of(text.substring(ROLE.length()).split(","))
                        .map(String::strip)
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
