package io.capstan.wamp.session;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the router announces in WELCOME: what its parts can do, and no more. */
final class FeatureTable {
    /** What stands here, and by the specification is a feature of both. */
    private static final Set<String> OF_SESSIONS = Set.of("session_meta_api");

    private static final Set<String> OF_DEALERS = Set.of("session_meta_api", "testament_meta_api");

    private FeatureTable() {}

    static Map<String, Object> roles(Set<String> broker, Set<String> dealer, Realm.Meta meta) {
        boolean all = meta == Realm.Meta.ALL;
        return Map.of(
                "broker", role(broker, all ? OF_SESSIONS : Set.of()),
                "dealer", role(dealer, all ? OF_DEALERS : Set.of()));
    }

    private static Map<String, Object> role(Set<String> own, Set<String> more) {
        Set<String> all = new TreeSet<>(own);
        all.addAll(more);
        Map<String, Boolean> features = new TreeMap<>();
        all.forEach(feature -> features.put(feature, true));
        return Map.of("features", features); // always there: a client in the field reads it unguarded
    }
}
