package io.capstan.component;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a value of some type out of a text; throws {@link IllegalArgumentException} if the text is none of its values. */
@FunctionalInterface
interface Conversion {
    Object convert(String text);

    /** The conversions to types that have no method for it, or one that takes what it should not. */
    Map<Class<?>, Conversion> SIMPLE = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(Boolean.class, Conversion::toBoolean),
            Map.entry(Character.class, Conversion::toCharacter));

    /** The conversion to a type: one of {@link #SIMPLE}, or by its {@code valueOf(String)} or {@code fromString(String)}. */
    static Optional<Conversion> to(Class<?> type) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (SIMPLE.containsKey(boxed)) {
            return Optional.of(SIMPLE.get(boxed));
        }
        return Stream.of("valueOf", "fromString")
                .flatMap(name -> factory(boxed, name).stream())
                .findFirst();
    }

    private static Optional<Conversion> factory(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name, String.class);
            boolean fits = Modifier.isPublic(method.getModifiers())
                    && Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() == type;
            return fits ? Optional.of(by(method)) : Optional.empty();
        } catch (NoSuchMethodException absent) {
            return Optional.empty();
        }
    }

    private static Conversion by(Method method) {
        MethodHandle handle = resolve(method).asType(MethodType.methodType(Object.class, String.class));
        return text -> {
            try {
                return handle.invokeExact(text);
            } catch (Error e) {
                throw e;
            } catch (Throwable noValue) {
                throw new IllegalArgumentException(noValue);
            }
        };
    }

    private static MethodHandle resolve(Method method) {
        Class<?> type = method.getDeclaringClass();
        try {
            return Modifier.isPublic(type.getModifiers())
                    ? MethodHandles.publicLookup().unreflect(method)
                    : MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                            .unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(Signature.full(method) + " is in a module that is not open.", e);
        }
    }

    private static Boolean toBoolean(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Character toCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
