package io.capstan.testing;

import io.capstan.Caller;
import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.Channels;
import io.capstan.Connections;
import io.capstan.Users;
import io.capstan.component.CurrentCaller;
import io.capstan.wire.ConnectionRegistry;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a component what Capstan itself has to give. */
final class Injection {
    private Injection() {}

    static void fill(Object bean, ConnectionRegistry registry, Channels channels) {
        Map<Class<?>, Object> known = Map.of(
                Connections.class, registry.connections(),
                Users.class, registry.users(),
                Channels.class, channels,
                Caller.class, CurrentCaller.view());
        for (@Nullable Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                ChannelName name = field.getAnnotation(ChannelName.class);
                Object value = name == null ? known.get(field.getType()) : channel(channels, name, field);
                if (value != null && field.isAnnotationPresent(Inject.class)) {
                    fill(field, bean, value);
                }
            }
        }
    }

    private static Channel channel(Channels channels, ChannelName name, Field field) {
        return channels.channel(name.value().isEmpty() ? field.getName() : name.value());
    }

    private static void fill(Field field, Object bean, Object value) {
        try {
            field.setAccessible(true);
            if (field.get(bean) == null) {
                field.set(bean, value);
            }
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "The field " + field + " cannot be filled; fill it in the test, or open its package.", e);
        }
    }
}
