package io.capstan.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes a {@code Forwarded} header apart (RFC 7239 §4). Total. */
final class ForwardedHeader {
    private final String text;
    private int at;

    private ForwardedHeader(String text) {
        this.text = text;
    }

    /**
     * The pairs of each element, names in lower case. An element that is not well-formed has none; where a quotation does
     * not end, it takes all that follows with it.
     */
    static List<Map<String, String>> elements(String text) {
        ForwardedHeader reader = new ForwardedHeader(text);
        List<Map<String, String>> all = new ArrayList<>();
        while (reader.at < text.length()) {
            Map<String, String> element = reader.element();
            all.add(element);
            reader.at++; // the comma
        }
        return all;
    }

    /** Reads up to the next comma outside of quotations. */
    private Map<String, String> element() {
        Map<String, String> pairs = new HashMap<>();
        boolean good = true;
        while (at < text.length() && text.charAt(at) != ',') {
            String name = until("=;,").strip().toLowerCase(Locale.ROOT);
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                good &= value(name, pairs);
            } else {
                good &= name.isEmpty();
            }
            if (at < text.length() && text.charAt(at) == ';') {
                at++;
            }
        }
        return good ? pairs : Map.of();
    }

    private boolean value(String name, Map<String, String> pairs) {
        StringBuilder value = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        boolean good = true;
        if (quoted) {
            good = quotation(value);
            good &= until(";,").isBlank();
        } else {
            value.append(until(";,").strip());
        }
        return pairs.putIfAbsent(name, value.toString()) == null && good && !name.isEmpty();
    }

    /** Reads a quoted string (RFC 9110 §5.6.4); whether it ends. */
    private boolean quotation(StringBuilder value) {
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"') {
                at++;
                return true;
            }
            if (next == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return false;
    }

    private String until(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }
}
