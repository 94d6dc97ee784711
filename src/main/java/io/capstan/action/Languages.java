package io.capstan.action;

import io.capstan.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which language a client wants to be spoken to. Total: what cannot be understood says nothing. */
public final class Languages {
    private static final String ANY = "*";
    /** Far more than people speak; longer ones are no list of languages. */
    private static final int LONGEST = 500;

    private Languages() {}

    /** The best one of the handshake's {@code Accept-Language}. */
    public static Optional<Locale> best(Connection connection) {
        return connection.handshake().header("Accept-Language").flatMap(Languages::best);
    }

    /** The best one of a list of languages with weights (RFC 9110 §12.5.4). */
    static Optional<Locale> best(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return ranges.stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().equals(ANY))
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .findFirst();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) { // the JDK throws that for "-"
            return Optional.empty();
        }
    }
}
