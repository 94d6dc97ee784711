package io.capstan.gate;

import io.capstan.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a route looks for a token. What is not set is taken from the keys of MicroProfile JWT.
 *
 * @param carriers where, in this order; the first one that has a token counts
 * @param subprotocolPrefix what a subprotocol begins with that is a token
 * @param cookie the name of the cookie
 * @param query the name of the query parameter
 * @param required whether a handshake without a token is refused
 */
record TokenOptions(List<Carrier> carriers, String subprotocolPrefix, String cookie, String query, boolean required) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"); // RFC 9110 §5.6.2
    private static final List<Carrier> DEFAULT = List.of(Carrier.HEADER, Carrier.SUBPROTOCOL, Carrier.COOKIE);
    private static final String COOKIE_OF_MICROPROFILE = "Bearer";

    /** Where the standard key says that the token is in a cookie, it is not looked for in the header. */
    private static final List<Carrier> COOKIE_FIRST = List.of(Carrier.COOKIE, Carrier.SUBPROTOCOL);

    static TokenOptions of(Settings settings) {
        boolean inCookie = microProfileCookie(settings);
        String cookie = settings.text("mp.jwt.token.cookie").orElse(inCookie ? COOKIE_OF_MICROPROFILE : "token");
        return new TokenOptions(
                carriers(settings, inCookie ? COOKIE_FIRST : DEFAULT),
                name(settings, "capstan.token.subprotocol-prefix", "auth-token-"),
                name(settings, "capstan.token.cookie", cookie),
                name(settings, "capstan.token.query", "token"),
                settings.flag("capstan.token.required", false));
    }

    private static boolean microProfileCookie(Settings settings) {
        String header = settings.text("mp.jwt.token.header").orElse("Authorization");
        if (!header.equals("Authorization") && !header.equals("Cookie")) {
            settings.fault("mp.jwt.token.header", "Authorization or Cookie");
        }
        return header.equals("Cookie");
    }

    private static List<Carrier> carriers(Settings settings, List<Carrier> otherwise) {
        List<Carrier> carriers = new ArrayList<>();
        for (String name : settings.list("capstan.token.carriers", List.of())) {
            Optional<Carrier> carrier = carrier(name);
            if (carrier.isEmpty() || carriers.contains(carrier.get())) {
                settings.fault("capstan.token.carriers", "a list of header, subprotocol, cookie, query, each once");
            }
            carrier.ifPresent(carriers::add);
        }
        return carriers.isEmpty() ? otherwise : List.copyOf(carriers);
    }

    private static Optional<Carrier> carrier(String name) {
        return List.of(Carrier.values()).stream()
                .filter(carrier -> carrier.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String name(Settings settings, String key, String defaultValue) {
        String name = settings.text(key).orElse(defaultValue);
        if (!TOKEN.matcher(name).matches()) {
            settings.fault(key, "letters, digits and any of !#$%&'*+.^_`|~-");
            return defaultValue;
        }
        return name;
    }

    /** Whether an offered subprotocol is a token. It is none, then, and is never negotiated. */
    boolean isTokenSubprotocol(String offered) {
        return carriers.contains(Carrier.SUBPROTOCOL) && offered.startsWith(subprotocolPrefix);
    }
}
