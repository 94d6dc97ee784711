package io.capstan.wire.json;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words of {@link Words} as ICU4J says them, from which the resource is made.
 */
final class CldrWords {
    static final Path RESOURCE = Path.of("src/main/resources/io/capstan/wire/json", Words.DATA);

    private static final Map<ChronoUnit, RelativeUnit> UNITS = Map.of(
            ChronoUnit.YEARS, RelativeUnit.YEARS,
            ChronoUnit.MONTHS, RelativeUnit.MONTHS,
            ChronoUnit.DAYS, RelativeUnit.DAYS,
            ChronoUnit.HOURS, RelativeUnit.HOURS,
            ChronoUnit.MINUTES, RelativeUnit.MINUTES,
            ChronoUnit.SECONDS, RelativeUnit.SECONDS);

    private static final Map<String, Character> CATEGORIES =
            Map.of("zero", 'z', "one", 'o', "two", 't', "few", 'f', "many", 'm', "other", 'x');

    private final RelativeDateTimeFormatter formatter;
    private final PluralRules rules;
    private final NumberFormat numbers;

    CldrWords(ULocale locale) {
        formatter = RelativeDateTimeFormatter.getInstance(locale);
        rules = PluralRules.forLocale(locale);
        numbers = NumberFormat.getInstance(locale);
    }

    static CldrWords of(String tag) {
        return new CldrWords(ULocale.forLanguageTag(tag));
    }

    String now() {
        return formatter.format(Direction.PLAIN, AbsoluteUnit.NOW);
    }

    String say(long number, ChronoUnit unit, boolean past) {
        return formatter.format(number, past ? Direction.LAST : Direction.NEXT, UNITS.get(unit));
    }

    // the resource

    /** What the resource should be. */
    static List<String> lines() {
        Map<String, String> byTag = new TreeMap<>();
        for (ULocale locale : ULocale.getAvailableLocales()) {
            if (locale.getVariant().isEmpty()) {
                add(locale, byTag);
            }
        }
        String root = words(new CldrWords(ULocale.ROOT).cells());
        List<String> lines = new ArrayList<>(List.of(
                "# Relative times of Unicode CLDR, out of ICU4J " + VersionInfo.ICU_VERSION.getMajor()
                        + ". Made by CldrWords; do not edit.",
                "# Copyright (c) Unicode, Inc.; the licence, Unicode-3.0, is in relative-time.license.txt.",
                "# tag, now, plural forms of 0 to 199, digit zero, group separator, digits of the first grouped number,"
                        + " six units ago from year to second, six units to come"));
        byTag.forEach((tag, cells) -> {
            if (!words(cells).equals(root) && !cells.equals(inherited(tag, byTag))) {
                lines.add(tag + "\t" + cells);
            }
        });
        return lines;
    }

    /** Under its full tag, {@code zh-Hant-TW}, and under the short one that browsers send. */
    private static void add(ULocale locale, Map<String, String> byTag) {
        String cells = new CldrWords(locale).cells();
        byTag.put(locale.toLanguageTag(), cells);
        ULocale minimal = ULocale.minimizeSubtags(locale);
        if (new CldrWords(minimal).cells().equals(cells)) {
            byTag.put(minimal.toLanguageTag(), cells);
        }
    }

    /** What a look-up finds that cuts off one subtag after the other. */
    private static String inherited(String tag, Map<String, String> byTag) {
        int end = tag.lastIndexOf('-');
        if (end < 0) {
            return "";
        }
        String parent = tag.substring(0, end);
        return byTag.containsKey(parent) ? byTag.get(parent) : inherited(parent, byTag);
    }

    /** Some languages are here for their digits only. */
    private static String words(String cells) {
        List<String> all = List.of(cells.split("\t"));
        return all.get(0) + all.subList(5, all.size());
    }

    private String cells() {
        String plurals = IntStream.range(0, 2 * Words.PERIOD)
                .mapToObj(number -> String.valueOf(CATEGORIES.get(rules.select(number))))
                .collect(Collectors.joining());
        String thousand = numbers.format(1000);
        String group = numbers.format(10_000).replaceAll("\\p{Nd}", "");
        return Stream.of(
                        Stream.of(
                                now(),
                                plurals,
                                numbers.format(0),
                                group.isEmpty() ? "," : group,
                                thousand.length() > 4 ? "4" : group.isEmpty() ? "99" : "5"),
                        Words.UNITS.stream().map(unit -> forms(unit, true, plurals)),
                        Words.UNITS.stream().map(unit -> forms(unit, false, plurals)))
                .flatMap(cells -> cells)
                .collect(Collectors.joining("\t"));
    }

    private String forms(ChronoUnit unit, boolean past, String plurals) {
        Map<Character, String> forms = new TreeMap<>();
        for (int number = 0; number < plurals.length(); number++) {
            forms.put(plurals.charAt(number), say(number, unit, past).replace(numbers.format(number), "{0}"));
        }
        String other = forms.get('x');
        forms.entrySet()
                .removeIf(form -> form.getKey() != 'x' && form.getValue().equals(other));
        return forms.entrySet().stream()
                .map(form -> form.getKey() + form.getValue())
                .collect(Collectors.joining(Words.FORMS));
    }
}
