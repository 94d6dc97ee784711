package io.capstan.wamp.session;

import io.capstan.settings.Settings;
import io.capstan.wamp.Uris;
import io.capstan.wamp.auth.AuthOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is configured of the WAMP router.
 *
 * @param realms what holds for each realm
 * @param authenticationTime how long a client may take to say which realm it wants
 * @param firstVersion how clients of the first version of the protocol are understood
 */
public record WampOptions(List<RealmOptions> realms, Duration authenticationTime, FirstVersionOptions firstVersion) {
    /** Where what may be configured is said, for those who have misspelt a key. */
    public static final String KEYS =
            "what docs/configuration.md lists; realm.<name>. and principal.<name>. stand before"
                    + " keys of the realms in capstan.wamp.realms and of the principals in capstan.wamp.principals";

    private static final String REALMS = "capstan.wamp.realms";

    /** The configured options. */
    public static WampOptions of(Settings settings) {
        List<String> names = names(settings);
        RealmOptions general = RealmOptions.general(settings);
        List<AuthOptions> auth = AuthOptions.of(settings, names);
        List<RealmOptions> realms = new ArrayList<>();
        for (String name : names) {
            String channels = realms.isEmpty() ? "" : name + "#";
            realms.add(general.of(settings, name, channels, auth.get(realms.size())));
        }
        realms.forEach(realm -> checkApart(settings, realm, realms));
        Optional<String> route = settings.text("capstan.wamp.route");
        if (route.isPresent() && settings.text(REALMS).isEmpty()) {
            settings.fault("The setting capstan.wamp.route is '" + route.get()
                    + "', and there is no realm to join; set " + REALMS + ", as in realm1.");
        }
        return new WampOptions(
                List.copyOf(realms), general.authenticationTime(), FirstVersionOptions.of(settings, names));
    }

    private static void checkApart(Settings settings, RealmOptions realm, List<RealmOptions> all) {
        all.stream()
                .takeWhile(other -> other != realm)
                .filter(other -> other.channels().equals(realm.channels()))
                .forEach(other -> settings.fault("The realms " + other.name() + " and " + realm.name()
                        + " have the same channels, whose names begin with '" + realm.channels()
                        + "', so that they would not be apart; set capstan.wamp.realm." + realm.name()
                        + ".channel-prefix."));
    }

    private static List<String> names(Settings settings) {
        List<String> names = new ArrayList<>();
        for (String name : settings.list(REALMS, List.of())) {
            if (!Uris.isExact(name, Uris.Check.LOOSE) || Uris.isReserved(name)) {
                settings.fault(REALMS, "a list of URIs that do not begin with wamp; '" + name + "' is none");
            } else if (names.contains(name)) {
                settings.fault(REALMS, "a list of names, each once; '" + name + "' is there twice");
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
