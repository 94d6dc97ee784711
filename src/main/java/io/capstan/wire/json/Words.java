package io.capstan.wire.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How one language says how long ago something was, or how long until then. The data are those of Unicode CLDR, taken out of
 * ICU4J; a test compares all languages with that library.
 */
final class Words {
    /** The units that there are words for, the largest first. */
    static final List<ChronoUnit> UNITS = List.of(
            ChronoUnit.YEARS,
            ChronoUnit.MONTHS,
            ChronoUnit.DAYS,
            ChronoUnit.HOURS,
            ChronoUnit.MINUTES,
            ChronoUnit.SECONDS);

    /** The resource: a line for each language that differs from the one its tag is made from. */
    static final String DATA = "relative-time.tsv";

    /** What stands between the forms of one unit. */
    static final String FORMS = "¦";

    /** From here on the form of a number is that of its last two digits. */
    static final int PERIOD = 100;

    private static final char OTHER = 'x';

    private final String now;
    private final String plurals;
    private final int zero;
    private final String group;
    private final int ungrouped;
    private final List<Map<Character, String>> past;
    private final List<Map<Character, String>> future;

    private Words(List<String> cells) {
        now = cells.get(1);
        plurals = cells.get(2);
        zero = cells.get(3).codePointAt(0);
        group = cells.get(4);
        ungrouped = Integer.parseInt(cells.get(5));
        List<Map<Character, String>> all =
                cells.subList(6, cells.size()).stream().map(Words::forms).toList();
        past = all.subList(0, UNITS.size());
        future = all.subList(UNITS.size(), all.size());
    }

    private static Map<Character, String> forms(String cell) {
        Map<Character, String> forms = new HashMap<>();
        for (String form : cell.split(FORMS)) {
            forms.put(form.charAt(0), form.substring(1));
        }
        return Map.copyOf(forms);
    }

    /** Read when the first word is needed, which in most applications is never. */
    private static final class All {
        static final Map<String, Words> BY_TAG = read();

        private static Map<String, Words> read() {
            Map<String, Words> read = new HashMap<>();
            try (InputStream data = Objects.requireNonNull(Words.class.getResourceAsStream(DATA), DATA);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))) {
                lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split("\t")))
                        .forEach(cells -> read.put(cells.get(0), new Words(cells)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.copyOf(read);
        }
    }

    /** The tags of all languages that there are words for. */
    static Set<String> tags() {
        return All.BY_TAG.keySet();
    }

    /** Whether there are words for the language of this tag. */
    static boolean exist(String tag) {
        return All.BY_TAG.containsKey(tag);
    }

    /** The words of a language that there is. */
    static Words of(String tag) {
        return Objects.requireNonNull(All.BY_TAG.get(tag), tag);
    }

    /** Less than the smallest unit away. */
    String now() {
        return now;
    }

    /** So many of a unit ago, or until then. */
    String say(long number, ChronoUnit unit, boolean isPast) {
        Map<Character, String> forms = (isPast ? past : future).get(UNITS.indexOf(unit));
        String form = forms.get(plural(number));
        return Objects.requireNonNull(form == null ? forms.get(OTHER) : form).replace("{0}", digits(number));
    }

    private char plural(long number) {
        return plurals.charAt((int) (number < 2 * PERIOD ? number : PERIOD + number % PERIOD));
    }

    private String digits(long number) {
        String plain = Long.toString(number);
        StringBuilder digits = new StringBuilder();
        boolean grouped = plain.length() >= ungrouped;
        for (int i = 0; i < plain.length(); i++) {
            if (grouped && i > 0 && (plain.length() - i) % 3 == 0) {
                digits.append(group);
            }
            digits.appendCodePoint(plain.charAt(i) - '0' + zero);
        }
        return digits.toString();
    }
}
