package io.capstan.wamp.bean;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bean of a class, asked for when it is first called. Thread-safe. */
final class BeanReference implements Supplier<Object> {
    private final Class<?> type;
    private final BeanManager beans;
    private volatile @Nullable Object reference;

    BeanReference(Class<?> type, BeanManager beans) {
        this.type = type;
        this.beans = beans;
    }

    @Override
    public Object get() {
        Object known = reference;
        if (known == null) {
            synchronized (this) {
                known = reference;
                if (known == null) {
                    known = find();
                    reference = known;
                }
            }
        }
        return known;
    }

    private Object find() {
        Bean<?> bean = beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .filter(each -> each.getBeanClass() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no bean of " + type + " any more."));
        CreationalContext<?> context = beans.createCreationalContext(bean);
        return beans.getReference(bean, type, context);
    }
}
