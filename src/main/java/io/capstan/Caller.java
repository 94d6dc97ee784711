package io.capstan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is at the other end of a connection, as the gate found out at the handshake. Frozen: a role that is given or taken
 * later counts from the next handshake on. Injectable in every callback.
 *
 * @param name the caller's name; empty for an anonymous one
 * @param roles the roles that the caller has
 * @param claims what a token says about the caller, by the names of its claims; immutable
 * @param expiry when the caller stops being authenticated; the connection closes with 4401 then
 */
public record Caller(String name, Set<String> roles, Map<String, Object> claims, Optional<Instant> expiry) {
    /** Nobody in particular. */
    public static final Caller ANONYMOUS = new Caller("", Set.of(), Map.of(), Optional.empty());

    /** Copies the collections. */
    public Caller {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** A caller with a name and roles, without claims, who does not expire. */
    public static Caller of(String name, String... roles) {
        return new Caller(name, Set.of(roles), Map.of(), Optional.empty());
    }

    /** Whether nobody has authenticated. */
    public boolean isAnonymous() {
        return name.isEmpty();
    }

    /** Whether the caller has this role. */
    public boolean isInRole(String role) {
        return roles.contains(role);
    }
}
