package io.capstan.wire.json;

import io.capstan.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is configured of JSON.
 *
 * @param language the language of those who ask for none that there is
 * @param languages the languages that there are; empty: all that CLDR has
 * @param relativeTime the names of properties whose dates are written as relative time, without an annotation
 * @param members how many members and elements a document of a client may have in all
 * @param length how long a document that leaves may be, in characters
 */
public record JsonOptions(String language, List<String> languages, Set<String> relativeTime, int members, int length) {
    /** How many brackets may stand within each other: ten times what people write by hand, and a tenth of what Yasson takes. */
    public static final int DEEPEST = 100;

    /** What holds where nothing is configured. */
    public static final JsonOptions DEFAULTS = new JsonOptions("en", List.of(), Set.of(), 10_000, 1 << 24);

    /** The configured options. */
    public static JsonOptions of(Settings settings) {
        return new JsonOptions(
                language(settings),
                languages(settings),
                Set.copyOf(settings.list("capstan.json.relative-time", List.of())),
                settings.number("capstan.json.members", DEFAULTS.members, 1, 1 << 30),
                settings.number("capstan.json.length", DEFAULTS.length, 1, 1 << 30));
    }

    private static String language(Settings settings) {
        String key = "capstan.json.language";
        Optional<String> language = settings.text(key);
        if (language.isPresent() && !Words.exist(language.get())) {
            settings.fault(key, "a language of CLDR, by its tag: en, de, pt-BR");
        }
        return language.orElse(DEFAULTS.language);
    }

    private static List<String> languages(Settings settings) {
        String key = "capstan.json.languages";
        List<String> languages = settings.list(key, List.of());
        if (!languages.stream().allMatch(Words::exist)) {
            settings.fault(key, "a list of languages of CLDR, by their tags: en, de, pt-BR");
        }
        return languages;
    }
}
