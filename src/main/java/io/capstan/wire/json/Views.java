package io.capstan.wire.json;

import io.capstan.RelativeTime;
import io.capstan.View;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which properties are written where certain views are asked for, as {@link View} says. JSON-B asks once for each member of a
 * class, so that this costs nothing later. Thread-safe.
 */
public final class Views implements PropertyVisibilityStrategy {
    private static final ClassValue<Boolean> HAVE = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            Class<?> above = type.getSuperclass();
            return Stream.of(type.getDeclaredFields(), type.getDeclaredMethods())
                            .flatMap(Arrays::stream)
                            .anyMatch(Views::hasView)
                    || above != null && above != Object.class && get(above);
        }
    };

    private final Set<String> asked;
    private final Optional<PropertyVisibilityStrategy> application;
    private final Consumer<String> relative;
    private final PropertyNames names;

    /**
     * Those who ask for these views.
     *
     * @param application what the application says about visibility besides
     * @param relative learns under which names properties with {@link RelativeTime} are written
     */
    Views(
            Set<String> asked,
            Optional<PropertyVisibilityStrategy> application,
            PropertyNames names,
            Consumer<String> relative) {
        this.asked = Set.copyOf(asked);
        this.application = application;
        this.names = names;
        this.relative = relative;
    }

    /** Whether a property of this field or getter is written where these views are asked for. */
    public static boolean show(Member member, Set<String> asked) {
        Optional<View> view = Members.annotation(member, View.class);
        return view.map(named -> !Collections.disjoint(Arrays.asList(named.value()), asked))
                .orElseGet(() -> asked.isEmpty() || !HAVE.get(member.getDeclaringClass()));
    }

    private static boolean hasView(AccessibleObject member) {
        return member.isAnnotationPresent(View.class);
    }

    @Override
    public boolean isVisible(Field field) {
        boolean visible = application
                .map(strategy -> strategy.isVisible(field))
                .orElseGet(
                        () -> isPublic(field) && isPublic(Members.getter(field).orElse(null)));
        return visible && show(field);
    }

    @Override
    public boolean isVisible(Method method) {
        return application.map(strategy -> strategy.isVisible(method)).orElseGet(() -> isPublic(method))
                && show(method);
    }

    /** JSON-B itself: a public field counts, unless its getter is there and is not public. */
    private static boolean isPublic(@Nullable Member member) {
        return member == null || Modifier.isPublic(member.getModifiers());
    }

    private boolean show(Member member) {
        if (Members.annotation(member, RelativeTime.class).isPresent()) {
            relative.accept(Members.annotation(member, JsonbProperty.class)
                    .map(JsonbProperty::value)
                    .filter(name -> !name.isEmpty())
                    .orElseGet(() -> names.of(Members.property(member))));
        }
        return show(member, asked);
    }
}
