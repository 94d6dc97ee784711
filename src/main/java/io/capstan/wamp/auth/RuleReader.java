package io.capstan.wamp.auth;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.Wamp.Authorizer.Disclose;
import io.capstan.settings.Settings;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Uris;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what members may do: {@code capstan.wamp.rule.<name>.*}. Used by one thread, at start. */
record RuleReader(List<Rule> all) {
    private static final String RULE = "capstan.wamp.rule.";
    private static final String ALLOWED = "a list of publish, subscribe, call and register, or all, or none";

    static RuleReader read(Settings settings, List<String> realms) {
        List<Rule> all = new ArrayList<>();
        for (String name : Names.of(settings, "capstan.wamp.rules", RULE)) {
            all.add(rule(settings, name, RULE + name + ".", realms));
        }
        return new RuleReader(all);
    }

    Rules of(String realm) {
        return new Rules(all.stream().filter(rule -> rule.isIn(realm)).toList());
    }

    private static Rule rule(Settings settings, String name, String prefix, List<String> realms) {
        MatchPolicy match = settings.choice(prefix + "match", MatchPolicy.EXACT);
        Optional<String> uri = settings.text(prefix + "uri");
        if (uri.isEmpty() && match != MatchPolicy.PREFIX) {
            settings.fault("The rule '" + name + "' of WAMP has no URI; set " + prefix + "uri, or " + prefix
                    + "match=prefix for all URIs.");
        } else if (!match.allows(uri.orElse(""), Uris.Check.LOOSE)) {
            settings.fault(prefix + "uri", "a URI that can be meant as " + match.text());
        }
        if (settings.text(prefix + "allow").isEmpty()) {
            settings.fault("The rule '" + name + "' of WAMP does not say what it allows; set " + prefix + "allow to "
                    + ALLOWED + ".");
        }
        return new Rule(
                Names.realms(settings, prefix + "realm", realms),
                Set.copyOf(settings.list(prefix + "role", List.of())),
                new UriPattern(uri.orElse(""), match),
                allowed(settings, prefix + "allow"),
                settings.choice(prefix + "disclose", Disclose.ASKED),
                settings.text(prefix + "trust-level").isPresent()
                        ? OptionalLong.of(settings.number(prefix + "trust-level", 0, 0, Integer.MAX_VALUE))
                        : OptionalLong.empty());
    }

    private static Set<Action> allowed(Settings settings, String key) {
        Set<Action> allowed = EnumSet.noneOf(Action.class);
        List<String> names = settings.list(key, List.of());
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            Optional<Action> action = Stream.of(Action.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(lower))
                    .findFirst();
            boolean whole = names.size() == 1 && (lower.equals("all") || lower.equals("none"));
            if (action.isEmpty() && !whole) {
                settings.fault(key, ALLOWED);
            }
            if (whole && lower.equals("all")) {
                allowed = EnumSet.allOf(Action.class);
            }
            action.ifPresent(allowed::add);
        }
        return allowed;
    }
}
