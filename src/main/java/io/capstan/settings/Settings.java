package io.capstan.settings;

import io.capstan.WiringException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configured values, typed. Each getter returns the default where a key is not set. Faults are collected, so that
 * one message can name all of them: call {@link #check()} when everything was read.
 *
 * <p>Used by one thread, at start.
 */
public final class Settings {
    private static final String PREFIX = "capstan.";

    private final Function<String, Optional<String>> source;
    private final KeyBook keys;
    private final List<String> prefixes;
    private final List<String> faults;

    /** Settings of any source: a function from a key to its text. */
    public Settings(Function<String, Optional<String>> source) {
        this(source, List.of());
    }

    /**
     * The same of a source that knows its keys.
     *
     * @param names all keys that are set, also those of others
     */
    public Settings(Function<String, Optional<String>> source, Collection<String> names) {
        this(source, new KeyBook(names), List.of(PREFIX), new ArrayList<>());
    }

    private Settings(
            Function<String, Optional<String>> source, KeyBook keys, List<String> prefixes, List<String> faults) {
        this.source = source;
        this.keys = keys;
        this.prefixes = prefixes;
        this.faults = faults;
    }

    /**
     * The settings of the routes that a class carries: {@code capstan.route.<class>.<key>}, with the full name of the
     * class or its simple one, and where there is none of these, {@code capstan.<key>}. Faults are collected together.
     */
    public Settings forRoute(Class<?> owner) {
        String route = PREFIX + "route.";
        return new Settings(
                source,
                keys,
                List.of(route + owner.getName() + ".", route + owner.getSimpleName() + ".", PREFIX),
                faults);
    }

    /** Those of {@link #forRoute} that name the class, without the general ones. */
    public Settings onlyForRoute(Class<?> owner) {
        List<String> named = forRoute(owner).prefixes;
        return new Settings(source, keys, named.subList(0, named.size() - 1), faults);
    }

    /** The settings of the running application. */
    public static Settings load() {
        return new Settings(Sources.best(), Sources.names());
    }

    /** The keys that are set and begin with this, as far as the source knows them. */
    public List<String> keysBelow(String beginning) {
        return keys.set(beginning);
    }

    /**
     * Keeps a fault for each key that is set, begins with this, and has not been read. Call it when all was read.
     *
     * @param beginning of keys or, in upper case with {@code _}, of environment variables
     * @param allowed which keys there are
     */
    public void refuseUnread(String beginning, String allowed) {
        keys.unread(beginning)
                .forEach((key, meant) -> faults.add("The setting " + key + " is '"
                        + source.apply(key).orElse("") + "', and there is no setting of this name; "
                        + meant.map(other -> "probably meant: " + other).orElse("allowed is " + allowed) + "."));
    }

    /** These settings, with texts for keys that are not set. Faults are collected together. */
    public Settings withDefaults(Map<String, String> defaults) {
        return new Settings(
                key -> source.apply(key).or(() -> Optional.ofNullable(defaults.get(key))), keys, prefixes, faults);
    }

    /** A text that is not blank. */
    public Optional<String> text(String key) {
        return find(key).map(Found::text);
    }

    /** The members of a comma-separated list, without blanks around them. */
    public List<String> list(String key, List<String> defaultValue) {
        return text(key)
                .map(text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(member -> !member.isEmpty())
                        .toList())
                .orElse(defaultValue);
    }

    /** Keeps a fault that the caller found in the value of a key. */
    public void fault(String key, String allowed) {
        find(key).ifPresent(found -> fault(found, allowed));
    }

    /** Keeps a fault that is none of a key's value: a sentence that names what is wrong and what is allowed. */
    public void fault(String sentence) {
        faults.add(sentence);
    }

    /** Keeps a fault that the caller found in the value of a key, and does not show the value, which is a secret. */
    public void hiddenFault(String key, String allowed) {
        find(key)
                .ifPresent(found -> faults.add(
                        "The setting " + found.key() + " has a value that is not shown; allowed is " + allowed + "."));
    }

    private void fault(Found found, String allowed) {
        faults.add("The setting " + found.key() + " is '" + found.text() + "'; allowed is " + allowed + ".");
    }

    private record Found(String key, String text) {}

    private Optional<Found> find(String key) {
        boolean own = key.startsWith(PREFIX);
        for (String prefix : own ? prefixes : List.of("")) {
            String full = prefix + (own ? key.substring(PREFIX.length()) : key);
            keys.read(full);
            Optional<String> text = source.apply(full).map(String::strip).filter(found -> !found.isEmpty());
            if (text.isPresent()) {
                return Optional.of(new Found(full, text.get()));
            }
        }
        return Optional.empty();
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean defaultValue) {
        return read(key, defaultValue, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    /** A whole number within bounds. */
    public int number(String key, int defaultValue, int least, int most) {
        return read(key, defaultValue, "a whole number from " + least + " to " + most, text -> {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? number : null;
            } catch (NumberFormatException notANumber) {
                return null;
            }
        });
    }

    /** A length of time, ISO 8601 ({@code PT25S}) or short ({@code 25s}, {@code 500ms}, {@code 5m}), at least this. */
    public Duration duration(String key, Duration defaultValue, Duration least) {
        String allowed = "a length of time of at least " + least + ", at most " + Durations.LONGEST.toDays()
                + " days, as PT25S, 25s, 500ms or 5m";
        return read(key, defaultValue, allowed, text -> Durations.parse(text)
                .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(Durations.LONGEST) <= 0)
                .orElse(null));
    }

    /** One of the constants of an enum, written in lower case with hyphens: {@code drop-oldest}. */
    public <E extends Enum<E>> E choice(String key, E defaultValue) {
        E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
        List<String> names = new ArrayList<>();
        for (E constant : constants) {
            names.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return read(key, defaultValue, "one of " + String.join(", ", names), text -> {
            int index = names.indexOf(text.toLowerCase(Locale.ROOT));
            return index < 0 ? null : constants[index];
        });
    }

    /**
     * Ends the reading.
     *
     * @throws WiringException if there were faults, with all of them
     */
    public void check() {
        check(List.of());
    }

    /**
     * Ends the reading, with faults that others found.
     *
     * @throws WiringException if there were faults, with all of them
     */
    public void check(Collection<String> more) {
        List<String> all = new ArrayList<>(faults);
        all.addAll(more);
        if (!all.isEmpty()) {
            throw new WiringException("Capstan cannot start:\n - " + String.join("\n - ", all));
        }
    }

    private <T> T read(String key, T defaultValue, String allowed, Function<String, @Nullable T> parser) {
        Optional<Found> found = find(key);
        if (found.isEmpty()) {
            return defaultValue;
        }
        T value = parser.apply(found.get().text());
        if (value != null) {
            return value;
        }
        fault(found.get(), allowed);
        return defaultValue;
    }
}
