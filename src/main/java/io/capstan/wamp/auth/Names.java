package io.capstan.wamp.auth;

import io.capstan.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of things of which each has keys of its own: those that a list names, and those that the source knows. */
final class Names {
    private static final String NAME = "[A-Za-z0-9_-]+";

    private Names() {}

    /**
     * All names.
     *
     * @param list the key of the list, for sources that do not tell their keys
     * @param prefix what stands before a name in keys
     */
    static Set<String> of(Settings settings, String list, String prefix) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : settings.list(list, List.of())) {
            if (!name.matches(NAME)) {
                settings.fault(list, "a list of names of letters, digits, - and _; '" + name + "' is none");
            } else if (!names.add(name)) {
                settings.fault(list, "a list of names, each once; '" + name + "' is there twice");
            }
        }
        for (String key : settings.keysBelow(prefix)) {
            int dot = key.indexOf('.', prefix.length());
            String name = dot < 0 ? "" : key.substring(prefix.length(), dot);
            if (name.matches(NAME)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The realms that a key names; empty: all. A fault, if there is none of such a name. */
    static Set<String> realms(Settings settings, String key, List<String> realms) {
        List<String> named = settings.list(key, List.of());
        if (!realms.containsAll(named)) {
            settings.fault(key, "a list of realms, of which there are " + String.join(", ", realms));
        }
        return Set.copyOf(named);
    }
}
