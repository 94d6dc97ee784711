package io.capstan.wamp.session;

import io.capstan.wamp.Features;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client says of itself in HELLO. */
final class HelloReader {
    private static final List<String> ROLES = List.of("publisher", "subscriber", "caller", "callee");
    private static final int MOST_METHODS = 16;

    private HelloReader() {}

    /** Its roles and their features. One role at least is needed; others than the known ones mean nothing. */
    static Features features(Dict details) throws ProtocolViolation {
        Dict announced = details.dict("roles");
        Set<String> roles = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (String role : ROLES) {
            if (announced.has(role)) {
                roles.add(role);
                addFeatures(role, announced.dict(role).dict("features").members(), names);
            }
        }
        if (roles.isEmpty()) {
            throw new ProtocolViolation("HELLO has to name a role: one of " + String.join(", ", ROLES) + ".");
        }
        return new Features(Set.copyOf(roles), Set.copyOf(names));
    }

    private static void addFeatures(String role, Map<String, @Nullable Object> announced, Set<String> names) {
        announced.forEach((feature, value) -> {
            if (Boolean.TRUE.equals(value)) {
                names.add(role + "." + feature);
            }
        });
    }

    /** How it can prove who it is, best first. */
    static List<String> methods(Dict details) throws ProtocolViolation {
        List<String> methods = new ArrayList<>();
        for (@Nullable Object method : details.list("authmethods").orElse(List.of())) {
            if (!(method instanceof String name)) {
                throw new ProtocolViolation("authmethods has to be a list of strings.");
            }
            if (methods.size() < MOST_METHODS) {
                methods.add(name);
            }
        }
        return List.copyOf(methods);
    }
}
