package io.capstan;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who is at the other end of a connection, as the gate found out at the handshake. Frozen: a role that is given or taken
 * later counts from the next handshake on, or from the next token that the client brings.
 *
 * <p>{@code @Inject Caller} gives a view of the caller of the callback that this thread is in, in the component and in
 * every bean that it calls. Outside of callbacks it is anonymous. To keep a caller, take {@link Connection#caller()}.
 * Callers are immutable, and equal if all their parts are.
 */
public class Caller {
    /** Nobody in particular. */
    public static final Caller ANONYMOUS = new Caller("", Set.of(), Map.of(), Optional.empty());

    private final String name;
    private final Set<String> roles;
    private final Map<String, Object> claims;
    private final Optional<Instant> expiry;

    /**
     * A caller. The collections are copied.
     *
     * @param name the caller's name; empty for an anonymous one
     * @param roles the roles that the caller has
     * @param claims what a token says about the caller, by the names of its claims
     * @param expiry when the caller stops being authenticated; the connection closes with 4401 then
     */
    public Caller(String name, Set<String> roles, Map<String, Object> claims, Optional<Instant> expiry) {
        this.name = Objects.requireNonNull(name, "name");
        this.roles = Set.copyOf(roles);
        this.claims = Map.copyOf(claims);
        this.expiry = expiry;
    }

    /** A caller with a name and roles, without claims, who does not expire. */
    public static Caller of(String name, String... roles) {
        return new Caller(name, Set.of(roles), Map.of(), Optional.empty());
    }

    /** The caller's name; empty for an anonymous one. */
    public String name() {
        return name;
    }

    /** The roles that the caller has. */
    public Set<String> roles() {
        return roles;
    }

    /** What a token says about the caller, by the names of its claims; immutable. */
    public Map<String, Object> claims() {
        return claims;
    }

    /** When the caller stops being authenticated. Empty: never. */
    public Optional<Instant> expiry() {
        return expiry;
    }

    /** Whether nobody has authenticated. */
    public final boolean isAnonymous() {
        return name().isEmpty();
    }

    /** Whether the caller has this role. */
    public final boolean isInRole(String role) {
        return roles().contains(role);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Caller that
                && name().equals(that.name())
                && roles().equals(that.roles())
                && claims().equals(that.claims())
                && expiry().equals(that.expiry());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(name(), roles());
    }

    /** Name, roles and expiry; no claims, for they belong in no log. */
    @Override
    public final String toString() {
        return "Caller[" + (isAnonymous() ? "anonymous" : name()) + " " + roles()
                + expiry().map(time -> " until " + time).orElse("") + "]";
    }
}
