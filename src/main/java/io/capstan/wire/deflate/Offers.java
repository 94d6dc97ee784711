package io.capstan.wire.deflate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which offer of a client is taken up, RFC 7692 §5 and §7.1. Total: an offer with a parameter that is unknown, repeated or
 * without a proper value is passed over, as the RFC wants it, and one that asks for what cannot be done too.
 */
public final class Offers {
    private static final String NAME = "permessage-deflate";
    private static final String ANSWER = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final int LARGEST_WINDOW = 15;

    private Offers() {}

    /**
     * The value of the answer's {@code Sec-WebSocket-Extensions}.
     *
     * @param headers the values of all headers of this name
     */
    public static Optional<String> accept(List<String> headers) {
        return headers.stream()
                .flatMap(header -> split(header, ',').stream())
                .flatMap(offer -> answer(split(offer, ';')).stream())
                .findFirst();
    }

    private static Optional<String> answer(List<String> parts) {
        if (!parts.get(0).strip().toLowerCase(Locale.ROOT).equals(NAME)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String name =
                    (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : unquote(part.substring(equals + 1).strip());
            if (equals >= 0 && value.isEmpty() || parameters.put(name, value) != null || !isValid(name, value)) {
                return Optional.empty();
            }
        }
        if (!parameters.containsKey("server_max_window_bits")) {
            return Optional.of(ANSWER);
        }
        // the JDK deflates with the largest window only
        return parameters.get("server_max_window_bits").equals(String.valueOf(LARGEST_WINDOW))
                ? Optional.of(ANSWER + "; server_max_window_bits=" + LARGEST_WINDOW)
                : Optional.empty();
    }

    private static boolean isValid(String name, String value) {
        return switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value.isEmpty();
            case "server_max_window_bits" -> isWindow(value);
            case "client_max_window_bits" -> value.isEmpty() || isWindow(value);
            default -> false;
        };
    }

    /** RFC 7692 §7.1.2: 8 to 15, without leading zeros. */
    private static boolean isWindow(String value) {
        return value.matches("[89]|1[0-5]");
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Splits, but not within quotes. At least one part, which may be empty. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"') {
                quoted = !quoted;
            } else if (next == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
