package io.capstan.settings;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;

/** Beans in the order of their {@code @Priority}, smallest first; those without one come last. */
public final class ByPriority {
    private ByPriority() {}

    /** These beans, to be fetched one by one. */
    public static <T> List<? extends Instance.Handle<T>> sorted(Instance<T> beans) {
        return beans.handlesStream()
                .sorted(Comparator.comparingInt(handle -> of(handle.getBean().getBeanClass())))
                .toList();
    }

    private static int of(Class<?> type) {
        Priority priority = type.getAnnotation(Priority.class);
        return priority == null ? Integer.MAX_VALUE : priority.value();
    }
}
