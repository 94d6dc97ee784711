package io.capstan.gate;

import io.capstan.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One rule about origins, in one of the forms that {@link io.capstan.Origins} lists. Immutable. */
sealed interface AllowedOrigin {
    /** What a rule may be, for messages. */
    String ALLOWED = "a full origin (https://a.example:8443), a host (a.example), its sub-domains (*.a.example),"
            + " same-host, localhost, site:<id> with the setting capstan.site.<id>, or * for all";

    /** The prefix of a rule that stands for a list of them. */
    String SITE = "site:";

    /** Whether a page of this origin may connect by this request. */
    boolean allows(Origin origin, GateRequest request);

    /** The rule as it can be written. */
    String text();

    /** Every page that has an origin. */
    record Any() implements AllowedOrigin {
        @Override
        public boolean allows(Origin origin, GateRequest request) {
            return true;
        }

        @Override
        public String text() {
            return "*";
        }
    }

    /** Pages that came from the host that the handshake goes to. */
    record SameHost() implements AllowedOrigin {
        @Override
        public boolean allows(Origin origin, GateRequest request) {
            return origin.isSameHost(request.host(), request.secure());
        }

        @Override
        public String text() {
            return "same-host";
        }
    }

    /** Pages of the browser's own machine, whatever the port. */
    record Localhost() implements AllowedOrigin {
        @Override
        public boolean allows(Origin origin, GateRequest request) {
            return HostName.isLoopback(origin.host());
        }

        @Override
        public String text() {
            return "localhost";
        }
    }

    /** One origin: scheme, host and port. */
    record Full(Origin one) implements AllowedOrigin {
        @Override
        public boolean allows(Origin origin, GateRequest request) {
            return origin.equals(one);
        }

        @Override
        public String text() {
            return one.text();
        }
    }

    /** One host, whatever the scheme and the port. */
    record Host(String name) implements AllowedOrigin {
        @Override
        public boolean allows(Origin origin, GateRequest request) {
            return origin.host().equals(name);
        }

        @Override
        public String text() {
            return name;
        }
    }

    /** All hosts below a domain, at any depth, and not the domain itself. */
    record Below(String suffix) implements AllowedOrigin {
        @Override
        public boolean allows(Origin origin, GateRequest request) {
            return origin.host().length() > suffix.length() && origin.host().endsWith(suffix);
        }

        @Override
        public String text() {
            return "*" + suffix;
        }
    }

    /** Reads a rule that stands for itself. Total. */
    static Optional<AllowedOrigin> parse(String text) {
        return switch (text) {
            case "*" -> Optional.of(new Any());
            case "same-host" -> Optional.of(new SameHost());
            case "localhost" -> Optional.of(new Localhost());
            default -> {
                if (text.contains("://")) {
                    yield Origin.parse(text).map(Full::new);
                }
                if (text.startsWith("*.")) {
                    yield HostName.canonical(text.substring(2))
                            .filter(AllowedOrigin::isDomain)
                            .map(domain -> new Below("." + domain));
                }
                yield HostName.canonical(text)
                        .filter(host -> !host.startsWith("."))
                        .map(Host::new);
            }
        };
    }

    private static boolean isDomain(String name) {
        return !name.startsWith(".")
                && !name.startsWith("[")
                && IpLiteral.parse(name).isEmpty();
    }

    /** Reads a rule with the lists that the settings name; empty if it is none. */
    static Optional<List<AllowedOrigin>> parse(String text, Settings settings) {
        if (!text.startsWith(SITE)) {
            return parse(text).map(List::of);
        }
        List<Optional<AllowedOrigin>> members =
                settings.list("capstan.site." + text.substring(SITE.length()), List.of()).stream()
                        .map(AllowedOrigin::parse)
                        .toList();
        return members.isEmpty() || members.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(members.stream().flatMap(Optional::stream).toList());
    }

    /** All rules of a list; those that are none are left out. */
    static List<AllowedOrigin> all(Stream<String> texts, Settings settings) {
        return texts.flatMap(text -> parse(text, settings).stream().flatMap(List::stream))
                .toList();
    }
}
