package io.capstan.wamp.session;

import io.capstan.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * How clients of the first version of WAMP are understood: {@code capstan.wamp.v1.<key>}.
 *
 * @param realm which realm they join, since they name none
 * @param curie what stands between a prefix that is written out and what is behind its colon
 * @param unwrap whether a call whose only argument is a list means the elements of that
 */
public record FirstVersionOptions(String realm, Curie curie, boolean unwrap) {
    private static final String PREFIX = "capstan.wamp.v1.";

    /** How {@code calc:add} is written out. */
    public enum Curie {
        /** As the specification says: nothing stands between. */
        SPEC,
        /** As Ratchet does it: a {@code #} stands between. */
        RATCHET
    }

    /** What holds where nothing is configured, in this realm. */
    static FirstVersionOptions in(String realm) {
        return new FirstVersionOptions(realm, Curie.SPEC, false);
    }

    /** The configured options of the router. */
    static FirstVersionOptions of(Settings settings, List<String> realms) {
        Optional<String> realm = settings.text(PREFIX + "realm");
        if (realm.isPresent() && !realms.contains(realm.get())) {
            settings.fault(PREFIX + "realm", "one of the realms: " + String.join(", ", realms));
        }
        return of(settings, realm.orElse(realms.isEmpty() ? "" : realms.get(0)));
    }

    /** The configured options of a component, which is a realm of its own. */
    public static FirstVersionOptions of(Settings settings, String realm) {
        Curie curie = settings.choice(PREFIX + "curie", Curie.SPEC);
        return new FirstVersionOptions(realm, curie, settings.flag(PREFIX + "unwrap", curie == Curie.RATCHET));
    }
}
