package io.capstan.operations.asyncapi;

import io.capstan.RelativeTime;
import io.capstan.View;
import io.capstan.wire.json.Members;
import io.capstan.wire.json.PropertyNames;
import io.capstan.wire.json.Views;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A property of a class, as JSON-B sees it by default: public fields, public getters and setters, components of records.
 *
 * @param name in JSON
 * @param members its field, getter and setter, as far as there are any; the one that gives its type first
 */
record Property(String name, List<Member> members) {

    /** The properties of a class and its superclasses. */
    static Collection<Property> of(Class<?> type, PropertyNames names) {
        Map<String, List<Member>> byProperty = new TreeMap<>();
        for (Class<?> each : lineage(type)) {
            Stream.<Member>concat(Arrays.stream(each.getDeclaredMethods()), Arrays.stream(each.getDeclaredFields()))
                    .filter(member -> isPart(member, each))
                    .forEach(member -> byProperty
                            .computeIfAbsent(Members.property(member), any -> new ArrayList<>())
                            .add(member));
        }
        Map<String, Property> properties = new LinkedHashMap<>();
        byProperty.forEach((property, members) -> {
            boolean visible = members.stream().anyMatch(member -> Modifier.isPublic(member.getModifiers()));
            if (visible && !has(members, JsonbTransient.class)) {
                Property found = new Property(jsonName(property, members, names), List.copyOf(members));
                properties.putIfAbsent(found.name(), found);
            }
        });
        return properties.values();
    }

    /** The most special class first. */
    private static List<Class<?>> lineage(Class<?> type) {
        List<Class<?>> lineage = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            lineage.add(each);
        }
        return lineage;
    }

    private static boolean isPart(Member member, Class<?> type) {
        int modifiers = member.getModifiers();
        if (Modifier.isStatic(modifiers) || Modifier.isTransient(modifiers) || member.isSynthetic()) {
            return false;
        }
        if (member instanceof Field) {
            return true;
        }
        Method method = (Method) member;
        String name = method.getName();
        boolean component = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(each -> each.getAccessor().equals(method));
        boolean getter = method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && (begins(name, "get") || begins(name, "is"));
        return component
                || Modifier.isPublic(modifiers) && (getter || method.getParameterCount() == 1 && begins(name, "set"));
    }

    private static boolean begins(String name, String prefix) {
        return name.startsWith(prefix) && name.length() > prefix.length();
    }

    private static String jsonName(String property, List<Member> members, PropertyNames names) {
        return find(members, JsonbProperty.class)
                .map(JsonbProperty::value)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> names.of(property));
    }

    private static <A extends Annotation> Optional<A> find(List<Member> members, Class<A> annotation) {
        return members.stream()
                .map(AnnotatedElement.class::cast)
                .flatMap(member -> Stream.ofNullable(member.getAnnotation(annotation)))
                .findFirst();
    }

    private static boolean has(List<Member> members, Class<? extends Annotation> annotation) {
        return find(members, annotation).isPresent();
    }

    private boolean has(Class<? extends Annotation> annotation) {
        return has(members, annotation);
    }

    /** Whether it is there for this reading. */
    boolean isIn(Reading reading) {
        return !reading.written()
                || members.stream()
                        .filter(member -> !isSetter(member))
                        .findFirst()
                        .filter(member -> Views.show(member, reading.views()))
                        .isPresent();
    }

    private static boolean isSetter(Member member) {
        return member instanceof Method method && method.getParameterCount() == 1;
    }

    /** Whether it differs from one reading to the other. */
    boolean dependsOnReading() {
        return has(View.class) || isRelative();
    }

    /** Whether it is written as relative time. */
    boolean isRelative() {
        return has(RelativeTime.class);
    }

    /** Whether a format makes a string of it, whatever it is. */
    boolean isFormatted() {
        return has(JsonbDateFormat.class) || has(JsonbNumberFormat.class);
    }

    /** Whether only code knows what becomes of it. */
    boolean isCustom() {
        return has(JsonbTypeAdapter.class) || has(JsonbTypeSerializer.class) || has(JsonbTypeDeserializer.class);
    }

    /** Its type, with the annotations inside of it. */
    AnnotatedType type() {
        Member member = members.get(0);
        if (member instanceof Field field) {
            return field.getAnnotatedType();
        }
        Method method = (Method) member;
        return method.getParameterCount() == 1
                ? method.getAnnotatedParameterTypes()[0]
                : method.getAnnotatedReturnType();
    }

    /** All annotations of its parts. */
    List<Annotation> annotations() {
        return members.stream()
                .map(AnnotatedElement.class::cast)
                .flatMap(member -> Arrays.stream(member.getAnnotations()))
                .distinct()
                .toList();
    }
}
