package io.capstan.component;

import io.capstan.Caller;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may: what {@code @RolesAllowed}, {@code @PermitAll} or {@code @DenyAll} of Jakarta Annotations says.
 *
 * <p>A class without any of them has what its nearest superclass says. A method has what stands on itself, else what
 * holds for the class that declares it (Jakarta Annotations §2.1).
 *
 * @param kind who in principle
 * @param roles of which one is enough, for {@link Kind#ROLES}
 */
public record Access(Kind kind, Set<String> roles) {
    /** In {@code @RolesAllowed}: whoever has authenticated, in whatever role (Jakarta Servlet §13.8). */
    private static final String ANY_AUTHENTICATED = "**";

    private static final Access EVERYBODY = new Access(Kind.EVERYBODY, Set.of());
    private static final Access NOBODY = new Access(Kind.NOBODY, Set.of());

    /** Who in principle. */
    public enum Kind {
        EVERYBODY,
        NOBODY,
        ROLES
    }

    /** Who may connect to a component or endpoint of this class. */
    public static Access to(Class<?> type) {
        for (@Nullable Class<?> each = type; each != null; each = each.getSuperclass()) {
            Optional<Access> said = on(each);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return EVERYBODY;
    }

    /** Whose messages this method takes. */
    static Access to(Method method) {
        return on(method).orElseGet(() -> to(method.getDeclaringClass()));
    }

    /** What the annotation on a class or method says, if there is one. The strictest one, should there be several. */
    static Optional<Access> on(AnnotatedElement element) {
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(NOBODY);
        }
        if (allowed != null) {
            return Optional.of(new Access(Kind.ROLES, Set.copyOf(Arrays.asList(allowed.value()))));
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(EVERYBODY) : Optional.empty();
    }

    /** Whether this caller may. */
    public boolean allows(Caller caller) {
        return switch (kind) {
            case EVERYBODY -> true;
            case NOBODY -> false;
            case ROLES ->
                !caller.isAnonymous()
                        && (roles.contains(ANY_AUTHENTICATED) || roles.stream().anyMatch(caller::isInRole));
        };
    }
}
