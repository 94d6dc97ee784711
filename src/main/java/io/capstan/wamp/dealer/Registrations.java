package io.capstan.wamp.dealer;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.match.PrefixIndex;
import io.capstan.wamp.match.WildcardIndex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which registration answers for which procedure. Any thread may look, without a lock; those that change it take turns. */
final class Registrations {
    private final Map<Long, Registration> byId = new ConcurrentHashMap<>();
    private final Map<String, Registration> exact = new ConcurrentHashMap<>();
    private final PrefixIndex<Registration> prefixes = new PrefixIndex<>();
    private final WildcardIndex<Registration> wildcards = new WildcardIndex<>();

    void add(Registration registration) {
        byId.put(registration.id(), registration);
        String uri = registration.uri();
        switch (registration.match()) {
            case EXACT -> exact.put(uri, registration);
            case PREFIX -> prefixes.put(uri, registration);
            case WILDCARD -> wildcards.put(uri, registration);
        }
    }

    void remove(Registration registration) {
        if (byId.remove(registration.id()) == null) {
            return;
        }
        String uri = registration.uri();
        switch (registration.match()) {
            case EXACT -> exact.remove(uri);
            case PREFIX -> prefixes.remove(uri);
            case WILDCARD -> wildcards.remove(uri);
        }
    }

    @Nullable
    Registration get(long id) {
        return byId.get(id);
    }

    /** The one with this URI, as it was registered. */
    @Nullable
    Registration get(String uri, MatchPolicy match) {
        return switch (match) {
            case EXACT -> exact.get(uri);
            case PREFIX -> prefixes.get(uri);
            case WILDCARD -> wildcards.get(uri);
        };
    }

    /**
     * The one that answers for a procedure: an exact one before a prefix, and that before a wildcard. The specification matches
     * prefixes by characters, and in its example a wildcard before a prefix that ends within a component; so that one
     * comes last.
     */
    @Nullable
    Registration best(String procedure) {
        Registration found = exact.get(procedure);
        return found != null ? found : bestPattern(procedure);
    }

    private @Nullable Registration bestPattern(String procedure) {
        LongestPrefixes longest = new LongestPrefixes(procedure);
        prefixes.match(procedure, longest);
        if (longest.whole != null) {
            return longest.whole;
        }
        Registration wildcard = wildcards.first(procedure);
        return wildcard != null ? wildcard : longest.within;
    }

    /** The ids of all with this policy, oldest first. */
    List<Object> ids(MatchPolicy match) {
        return all().filter(registration -> registration.match() == match)
                .map(Registration::id)
                .sorted()
                .<Object>map(id -> id)
                .toList();
    }

    Stream<Registration> all() {
        return byId.values().stream();
    }
}
