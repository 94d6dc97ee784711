package io.capstan.gate;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One spelling for each host, so that hosts can be compared as texts. Total. */
final class HostName {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,253}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[0:0:0:0:0:0:0:1]");

    /** The characters that browsers read by IDNA 2008 and Java by IDNA 2003, which leads to another domain. */
    private static final Pattern DISPUTED = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    private HostName() {}

    /**
     * A host in lower case, a name of another script in its ASCII form (RFC 5891: {@code xn--bcher-kva.example}), an
     * IPv6 address in brackets and in full.
     *
     * @return empty if it is none
     */
    static Optional<String> canonical(String text) {
        if (text.startsWith("[")) {
            return IpLiteral.parse(text)
                    .filter(any -> text.indexOf('%') < 0)
                    .map(address -> address instanceof Inet6Address
                            ? "[" + address.getHostAddress() + "]"
                            : address.getHostAddress());
        }
        return ascii(text).map(name -> name.toLowerCase(Locale.ROOT)).filter(name -> NAME.matcher(name)
                .matches());
    }

    /** The canonical host that a request names, without its port. */
    static Optional<String> of(GateRequest request) {
        return canonical(request.host().replaceFirst(":\\d*$", ""));
    }

    private static Optional<String> ascii(String name) {
        if (name.chars().allMatch(character -> character < 128)) {
            return Optional.of(name);
        }
        if (name.length() > 253 || DISPUTED.matcher(name).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(name));
        } catch (IllegalArgumentException | IndexOutOfBoundsException odd) {
            return Optional.empty();
        }
    }

    /** Whether a canonical host is this very machine. */
    static boolean isLoopback(String canonical) {
        return LOOPBACK.matcher(canonical).matches();
    }
}
