package io.capstan.channel;

import io.capstan.ChannelName;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.Field;
import java.util.Optional;

/** Which channel an injection point asks for. */
final class InjectionName {
    private InjectionName() {}

    /** What it says by {@link ChannelName}, if it does. */
    static Optional<ChannelName> annotation(InjectionPoint point) {
        return point.getQualifiers().stream()
                .filter(ChannelName.class::isInstance)
                .map(ChannelName.class::cast)
                .findFirst();
    }

    /**
     * The name of the channel: that of the annotation, else that of the field or parameter.
     *
     * @throws IllegalArgumentException if there is none, or it cannot be one; the message says where
     */
    static String of(InjectionPoint point, ChannelName annotation) {
        String said = annotation.value().isEmpty() ? memberName(point) : annotation.value();
        if (!ChannelNames.isValid(said)) {
            throw new IllegalArgumentException(where(point) + ": @ChannelName(\"" + said
                    + "\") cannot be used; allowed are " + ChannelNames.ALLOWED + ".");
        }
        return said;
    }

    private static String memberName(InjectionPoint point) {
        if (point.getAnnotated() instanceof AnnotatedParameter<?> parameter) {
            if (parameter.getJavaParameter().isNamePresent()) {
                return parameter.getJavaParameter().getName();
            }
        } else if (point.getMember() instanceof Field field) {
            return field.getName();
        }
        throw new IllegalArgumentException(
                where(point) + ": @ChannelName names no channel, and the name of the parameter is"
                        + " not known; write @ChannelName(\"orders\"), or compile with -parameters.");
    }

    private static String where(InjectionPoint point) {
        if (point.getMember() == null) {
            return "A lookup";
        }
        String member = point.getMember().getDeclaringClass().getName() + "."
                + point.getMember().getName();
        return point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                ? member + ", parameter " + (parameter.getPosition() + 1)
                : member;
    }
}
