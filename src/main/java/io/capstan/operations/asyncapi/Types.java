package io.capstan.operations.asyncapi;

import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What generic types are made of. */
final class Types {
    private Types() {}

    /** The class of a type; of a variable or a wildcard, that of its bound. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
        }
        return raw(
                type instanceof WildcardType wildcard
                        ? wildcard.getUpperBounds()[0]
                        : ((TypeVariable<?>) type).getBounds()[0]);
    }

    /** The arguments of a generic type. */
    static List<Type> arguments(Type type) {
        return type instanceof ParameterizedType generic ? List.of(generic.getActualTypeArguments()) : List.of();
    }

    /** What an array has in it. */
    static Type element(Type array) {
        return array instanceof GenericArrayType generic
                ? generic.getGenericComponentType()
                : raw(array).getComponentType();
    }

    /** A type in a class or in a superclass of it, of whose variables this one, as far as it knows, says what they stand for. */
    static Type resolve(Type type, Type owner) {
        if (type instanceof TypeVariable<?> variable) {
            return value(variable, owner).orElse(type);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> resolve(argument, owner))
                    .toArray(Type[]::new);
            return new Resolved(raw(generic), List.of(arguments));
        }
        return type;
    }

    private static Optional<Type> value(TypeVariable<?> variable, Type owner) {
        for (@Nullable Type each = owner; each != null; each = raw(each).getGenericSuperclass()) {
            int index = Arrays.asList(raw(each).getTypeParameters()).indexOf(variable);
            if (index >= 0 && !arguments(each).isEmpty()) {
                return Optional.of(arguments(each).get(index));
            }
        }
        return Optional.empty();
    }

    /** A generic type whose variables are known. */
    private record Resolved(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }

    /** A short name: {@code Page-Product}. */
    static String name(Type type) {
        String name = raw(type).getSimpleName();
        return arguments(type).isEmpty()
                ? name
                : arguments(type).stream().map(Types::name).collect(Collectors.joining("-", name + "-", ""));
    }

    /** Whether it is a date, or may be one. */
    static boolean isDate(Type type) {
        Class<?> raw = raw(type);
        return Temporal.class.isAssignableFrom(raw)
                || Date.class.isAssignableFrom(raw)
                || raw == Optional.class && arguments(type).stream().anyMatch(Types::isDate);
    }

    /** By which members objects of a class say of which class they are, with what they say. */
    static Map<String, String> aliases(Class<?> type) {
        Map<String, String> aliases = new TreeMap<>();
        supertypes(type)
                .flatMap(each -> Stream.ofNullable(each.getAnnotation(JsonbTypeInfo.class)))
                .forEach(info -> Stream.of(info.value())
                        .filter(subtype -> subtype.type() == type)
                        .forEach(subtype -> aliases.put(info.key(), subtype.alias())));
        return aliases;
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        Stream<Class<?>> direct =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return direct.flatMap(each -> Stream.concat(Stream.of(each), supertypes(each)));
    }
}
