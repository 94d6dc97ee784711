package io.capstan.wamp.auth;

import io.capstan.Wamp.Principal;
import io.capstan.Wamp.Salted;
import io.capstan.settings.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who may join: {@code capstan.wamp.principal.<name>.*}. Used by one thread, at start. */
record PrincipalReader(List<Placed> all) {
    private static final String PRINCIPAL = "capstan.wamp.principal.";
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");

    /** Somebody, and where; empty: in all realms. */
    private record Placed(Principal principal, Set<String> realms) {}

    static PrincipalReader read(Settings settings, List<String> realms) {
        List<Placed> all = new ArrayList<>();
        Set<String> authids = new HashSet<>();
        for (String name : Names.of(settings, "capstan.wamp.principals", PRINCIPAL)) {
            String prefix = PRINCIPAL + name + ".";
            Principal principal = principal(settings, name, prefix);
            if (!authids.add(principal.authid())) {
                settings.fault("There are two principals of the name '" + principal.authid() + "'; the second is "
                        + prefix + "authid.");
            }
            all.add(new Placed(principal, Names.realms(settings, prefix + "realm", realms)));
        }
        return new PrincipalReader(all);
    }

    List<Principal> of(String realm) {
        return all.stream()
                .filter(placed -> placed.realms().isEmpty() || placed.realms().contains(realm))
                .map(Placed::principal)
                .toList();
    }

    private static Principal principal(Settings settings, String name, String prefix) {
        Optional<String> secret = settings.text(prefix + "secret");
        Set<String> keys = keys(settings, prefix + "pubkey");
        Optional<String> role = settings.text(prefix + "role");
        if (role.isEmpty()) {
            settings.fault("The principal '" + name + "' has no role; set " + prefix + "role.");
        }
        if (secret.isEmpty() && keys.isEmpty()) {
            settings.fault("The principal '" + name + "' has nothing to prove who it is; set " + prefix + "secret or "
                    + prefix + "pubkey.");
        }
        return new Principal(
                settings.text(prefix + "authid").orElse(name),
                role.orElse(""),
                secret,
                salted(settings, prefix),
                keys,
                Map.of());
    }

    private static Optional<Salted> salted(Settings settings, String prefix) {
        int iterations = settings.number(prefix + "iterations", 1000, 1, 10_000_000);
        int length = settings.number(prefix + "keylen", 32, 16, 64);
        return settings.text(prefix + "salt").map(salt -> new Salted(salt, iterations, length));
    }

    private static Set<String> keys(Settings settings, String key) {
        Set<String> keys = new HashSet<>();
        for (String one : settings.list(key, List.of())) {
            if (!KEY.matcher(one).matches()) {
                settings.fault(key, "a list of public keys of 64 hexadecimal digits");
            }
            keys.add(one.toLowerCase(Locale.ROOT));
        }
        return keys;
    }
}
