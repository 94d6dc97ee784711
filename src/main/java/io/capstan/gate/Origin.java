package io.capstan.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An origin as browsers send it (RFC 6454 §7), {@code https://a.example:8443}, in lower case.
 *
 * @param scheme {@code https}
 * @param host as {@link HostName#canonical} spells it
 * @param port as sent, or the default of the scheme, or -1 if it has none
 */
record Origin(String scheme, String host, int port) {
    /** Host and port, taken apart; whether the host is one is asked afterwards. */
    private static final String AUTHORITY =
            "(\\[[^\\[\\]]{2,45}]|[^\\[\\]:/?#@\\\\\\s\\p{Cntrl}%,]{1,253})(?::(\\d{1,5}))?";

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9+.-]{0,30})://" + AUTHORITY);
    private static final Pattern HOST = Pattern.compile(AUTHORITY);

    /** Reads an origin; empty for {@code null}, for nonsense, and for anything behind host and port. */
    static Optional<Origin> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1);
        int port = port(matcher.group(3), defaultPort(scheme));
        return port > 65535
                ? Optional.empty()
                : HostName.canonical(matcher.group(2)).map(host -> new Origin(scheme, host, port));
    }

    /**
     * Whether a page of this origin came from the server that a {@code Host} header names. A header without a port means
     * 443 on a connection that is known to be secure. On another one it means the default port of the origin's scheme, so
     * that it also holds behind a proxy that ends TLS and is not known to.
     */
    boolean isSameHost(String hostHeader, boolean secure) {
        Matcher matcher = HOST.matcher(hostHeader.strip().toLowerCase(Locale.ROOT));
        return matcher.matches()
                && HostName.canonical(matcher.group(1)).filter(host::equals).isPresent()
                && port(matcher.group(2), secure ? 443 : defaultPort(scheme)) == port;
    }

    /** The origin as browsers write it, always with its port. */
    String text() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }

    private static int port(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            default -> -1;
        };
    }
}
