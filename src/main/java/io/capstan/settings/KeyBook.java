package io.capstan.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which keys are set, and which have been read: what nobody has read was probably meant otherwise. */
final class KeyBook {
    /** From how many changed characters on a key is not the one that was meant. */
    private static final int TOO_FAR = 4;

    private final List<String> names;
    private final Set<String> read = new HashSet<>();

    /** @param names the keys that are set, and environment variables */
    KeyBook(Collection<String> names) {
        Set<String> all = Set.copyOf(names);
        this.names = all.stream().filter(name -> !isGuess(name, all)).sorted().toList();
    }

    /**
     * Whether a key may be what SmallRye makes of an environment variable, which does not tell its key: {@code join.leave}
     * from {@code JOIN_LEAVE}.
     */
    private static boolean isGuess(String name, Set<String> all) {
        String variable = Sources.variable(name);
        return !variable.equals(name) && all.contains(variable);
    }

    /** A key is being read. */
    void read(String key) {
        read.add(key);
    }

    /** The keys that are set and begin with this. */
    List<String> set(String beginning) {
        return names.stream().filter(name -> name.startsWith(beginning)).toList();
    }

    /**
     * The keys that are set, begin with this and have not been read, each with the one that was probably meant. Names of
     * environment variables stand for keys.
     */
    Map<String, Optional<String>> unread(String beginning) {
        Set<String> known = new HashSet<>(read);
        read.forEach(key -> known.add(Sources.variable(key)));
        Map<String, Optional<String>> unread = new TreeMap<>();
        set(beginning).stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> unread.put(name, nearest(name, known)));
        return unread;
    }

    private static Optional<String> nearest(String name, Set<String> known) {
        return known.stream()
                .filter(key -> Math.abs(key.length() - name.length()) < TOO_FAR && distance(key, name) < TOO_FAR)
                .min(Comparator.<String>comparingInt(key -> distance(key, name)).thenComparing(key -> key));
    }

    /** How many characters have to be added, removed or replaced (Levenshtein). */
    static int distance(String one, String two) {
        int[] row = new int[two.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[two.length()];
    }
}
