package io.capstan.wire.json;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields and getters of a class as JSON-B pairs them: {@code name}, {@code getName()}, {@code isName()}, {@code name()}. */
public final class Members {
    private Members() {}

    /** The name of the property that a field or a method belongs to. */
    public static String property(Member member) {
        String name = member.getName();
        if (member instanceof Field) {
            return name;
        }
        for (String prefix : new String[] {"get", "set", "is"}) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                return decapitalized(name.substring(prefix.length()));
            }
        }
        return name;
    }

    /** As in JavaBeans: {@code URL} stays. */
    private static String decapitalized(String name) {
        boolean acronym =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The annotation of a property, which stands on its field or on its getter. */
    public static <A extends Annotation> Optional<A> annotation(Member member, Class<A> annotation) {
        String property = property(member);
        return Stream.of(Optional.of(member), field(member.getDeclaringClass(), property), getter(member))
                .flatMap(Optional::stream)
                .map(AnnotatedElement.class::cast)
                .flatMap(element -> Stream.ofNullable((@Nullable A) element.getAnnotation(annotation)))
                .findFirst();
    }

    private static Optional<Member> field(Class<?> type, String property) {
        try {
            return Optional.of(type.getDeclaredField(property));
        } catch (NoSuchFieldException absent) {
            return Optional.empty();
        }
    }

    /** The getter of a property in the class of a member of it. */
    static Optional<Member> getter(Member member) {
        Class<?> type = member.getDeclaringClass();
        String property = property(member);
        String capitalized =
                property.isEmpty() ? "" : Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return Stream.of("get" + capitalized, "is" + capitalized, type.isRecord() ? property : "")
                .flatMap(name -> method(type, name))
                .map(Member.class::cast)
                .findFirst();
    }

    private static Stream<Method> method(Class<?> type, String name) {
        try {
            return name.isEmpty() ? Stream.empty() : Stream.of(type.getDeclaredMethod(name));
        } catch (NoSuchMethodException absent) {
            return Stream.empty();
        }
    }
}
