package io.capstan.component;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the annotations about access of a whole class: the roles it names, and what contradicts itself. */
public final class AccessAnnotations {
    private static final List<Class<? extends Annotation>> ALL =
            List.of(RolesAllowed.class, PermitAll.class, DenyAll.class);
    private static final Set<String> CALLBACKS = Set.of("onOpen", "onClose", "onError");
    /** Those that are about no connection. */
    private static final Set<String> HOOKS = Set.of("onFirstOpen", "onLastClose", "onShutdown");

    private AccessAnnotations() {}

    /** The roles that classes, their superclasses and their methods name. */
    public static Set<String> roles(Collection<Class<?>> types) {
        Set<String> roles = new TreeSet<>();
        for (Class<?> type : types) {
            for (@Nullable Class<?> each = type; each != null; each = each.getSuperclass()) {
                DeclareRoles declared = each.getAnnotation(DeclareRoles.class);
                if (declared != null) {
                    roles.addAll(List.of(declared.value()));
                }
                Access.on(each).ifPresent(access -> roles.addAll(access.roles()));
                for (Method method : each.getDeclaredMethods()) {
                    Access.on(method).ifPresent(access -> roles.addAll(access.roles()));
                }
            }
        }
        return roles;
    }

    /** Names each contradiction of a class and its superclasses. */
    public static void check(Class<?> type, Consumer<String> faults) {
        for (@Nullable Class<?> each = type; each != null; each = each.getSuperclass()) {
            check(each, each.getName(), faults);
            for (Method method : each.getDeclaredMethods()) {
                if (method.isSynthetic()) {
                    continue; // a bridge, with the annotations of the method behind it
                }
                String where = each.getName() + "." + method.getName();
                check(method, where, faults);
                if (isCallback(method) && Access.on(method).isPresent()) {
                    faults.accept(where + ": " + names(method) + " has no effect on " + method.getName()
                            + "; put it on the class, which decides who may connect, or on a handler of messages.");
                }
            }
        }
    }

    private static boolean isCallback(Method method) {
        boolean annotated = Occasion.of(method).stream().anyMatch(occasion -> occasion != Occasion.MESSAGE);
        if (annotated || !MessageComponent.class.isAssignableFrom(method.getDeclaringClass())) {
            return annotated;
        }
        return method.getParameterCount() == 0
                ? HOOKS.contains(method.getName())
                : CALLBACKS.contains(method.getName()) && method.getParameterTypes()[0] == Connection.class;
    }

    private static void check(AnnotatedElement element, String where, Consumer<String> faults) {
        long present = ALL.stream().filter(element::isAnnotationPresent).count();
        if (present > 1) {
            faults.accept(where + ": " + names(element) + " contradict each other; allowed is one of them.");
        }
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        if (allowed != null && allowed.value().length == 0) {
            faults.accept(where + ": @RolesAllowed names no role; write @DenyAll if nobody is meant.");
        }
    }

    private static String names(AnnotatedElement element) {
        return ALL.stream()
                .filter(element::isAnnotationPresent)
                .map(annotation -> "@" + annotation.getSimpleName())
                .collect(Collectors.joining(" and "));
    }
}
