package io.capstan.operations.asyncapi;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes keys of names: of letters, digits, dot, hyphen and underscore, as AsyncAPI wants them, and no two the same. */
final class Keys {
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern ENDS = Pattern.compile("^[_.-]+|[_.-]+$");

    private final Map<String, Object> owners = new HashMap<>();

    /** The key for an owner, whose name is this; the same for the same owner. */
    String of(String name, Object owner) {
        String plain = plain(name);
        String key = plain;
        for (int number = 2; !owners.computeIfAbsent(key, any -> owner).equals(owner); number++) {
            key = plain + "-" + number;
        }
        return key;
    }

    /** A name without what a key cannot have. */
    static String plain(String name) {
        String plain = ENDS.matcher(OTHER.matcher(name).replaceAll("-")).replaceAll("");
        return plain.isEmpty() ? "root" : plain;
    }
}
