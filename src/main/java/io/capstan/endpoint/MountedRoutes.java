package io.capstan.endpoint;

import io.capstan.Routes;
import io.capstan.component.Conditions;
import io.capstan.component.Wiring;
import io.capstan.gate.GateOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is mounted, for whoever wants to know. */
@ApplicationScoped
@Typed({Routes.class, MountedRoutes.class})
class MountedRoutes implements Routes {
    private volatile List<Mounted> all = List.of();

    @Override
    public List<Mounted> all() {
        return all;
    }

    /** From now on these are known. */
    void begin(List<Mounted> routes) {
        all = routes;
    }

    /** All that is mounted, in the order of its text. */
    static List<Mounted> describe(Wiring wiring, Options options) {
        return wiring.mounted().stream()
                .map(mounted -> describe(mounted, options))
                .sorted(Comparator.comparing(Mounted::route)
                        .thenComparing(mounted -> mounted.component().getName()))
                .toList();
    }

    private static Mounted describe(Wiring.Mounted mounted, Options options) {
        Class<?> owner = mounted.target().owner();
        Conditions conditions = mounted.target().conditions();
        return new Mounted(
                mounted.route().text(),
                owner,
                mounted.target().subprotocols(),
                hosts(conditions, options.gate(), owner),
                conditions.matcher(),
                options.gate().origins(owner),
                limits(options.of(owner)));
    }

    /** Those of the route, of which the configuration may have left some. */
    private static List<String> hosts(Conditions conditions, GateOptions gate, Class<?> owner) {
        List<String> configured = gate.hosts(owner);
        if (conditions.hosts().isEmpty() || configured.isEmpty()) {
            return conditions.hosts().isEmpty() ? configured : conditions.hosts();
        }
        return conditions.hosts().stream().filter(configured::contains).toList();
    }

    private static Map<String, String> limits(ConnectionOptions options) {
        MessageOptions messages = options.messages();
        Map<String, String> limits = new LinkedHashMap<>();
        limits.put("message.max-bytes", String.valueOf(messages.largest()));
        put(limits, "message.per-second", messages.perSecond());
        put(limits, "message.bytes-per-second", messages.bytesPerSecond());
        put(limits, "message.in-flight", messages.inFlight());
        limits.put("outbox.messages", String.valueOf(options.outbox().messages()));
        limits.put("outbox.bytes", String.valueOf(options.outbox().bytes()));
        limits.put(
                "outbox.policy",
                options.outbox().policy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return Collections.unmodifiableMap(limits);
    }

    private static void put(Map<String, String> limits, String name, int limit) {
        if (limit > 0) {
            limits.put(name, String.valueOf(limit));
        }
    }

    /** A route in one line of the log. */
    static String line(Mounted mounted) {
        return mounted.component().getName() + " is mounted at " + mounted.route() + "; subprotocols: "
                + list(mounted.subprotocols(), "none") + "; hosts: " + list(mounted.hosts(), "any")
                + mounted.matcher()
                        .map(matcher -> "; matcher: " + matcher.getName())
                        .orElse("")
                + "; origins: " + list(mounted.origins(), "none") + "; limits: "
                + mounted.limits().entrySet().stream()
                        .map(limit -> limit.getKey() + "=" + limit.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String list(Collection<String> texts, String none) {
        return texts.isEmpty() ? none : String.join(", ", texts);
    }
}
