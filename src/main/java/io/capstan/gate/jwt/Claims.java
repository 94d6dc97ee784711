package io.capstan.gate.jwt;

import io.capstan.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a caller out of claims. Total: what is not of the expected kind counts as not there. */
final class Claims {
    private Claims() {}

    /**
     * The caller; anonymous if none of the claims has a name.
     *
     * @param expires when the token expires
     */
    static Caller caller(Map<String, Object> claims, Optional<Instant> expires, Rules rules) {
        Map<String, Object> present = new HashMap<>();
        claims.forEach((name, value) -> {
            if (value != null) {
                present.put(name, frozen(value));
            }
        });
        String name = rules.nameClaims().stream()
                .map(claim -> find(present, claim))
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(String.class::cast)
                .findFirst()
                .orElse("");
        return new Caller(name, roles(find(present, rules.rolesClaim())), present, expires.map(later(rules.skew())));
    }

    /** The same for everybody and for ever, however deep; the parser has made maps and lists. */
    private static Object frozen(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(key, inner == null ? null : frozen(inner)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(inner == null ? null : frozen(inner)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    /** A clock that may be behind lets a token live as much longer. */
    private static UnaryOperator<Instant> later(Duration skew) {
        return time -> time.plus(skew);
    }

    /** The claim of this name; with dots in it, also one within others: {@code realm_access.roles}. */
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object value = claims.get(name);
        int dot = name.indexOf('.');
        return value == null && dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : value;
    }

    /** A list of texts, or one text with blanks between them, as {@code scope} has it (RFC 8693 §4.2). */
    private static Set<String> roles(@Nullable Object value) {
        Collection<?> all = value instanceof Collection<?> many
                ? many
                : value instanceof String text ? List.of(text.strip().split("\\s+")) : List.of();
        Set<String> roles = new HashSet<>();
        for (Object role : all) {
            if (role instanceof String text && !text.isBlank()) {
                roles.add(text);
            }
        }
        return roles;
    }
}
