package io.capstan.component;

import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Brings the scope of connections into an application, and finds those that want to know of its end. */
public class LifecycleExtension implements Extension {
    private static final Set<Class<? extends Annotation>> SHARED = Set.of(ApplicationScoped.class, Singleton.class);

    /** Components of the card style that override {@code onShutdown}. */
    private final List<Bean<?>> cards = new ArrayList<>();

    void addScope(@Observes AfterBeanDiscovery event) {
        event.addContext(new ConnectionContext());
    }

    void componentFound(@Observes ProcessManagedBean<? extends MessageComponent> event) {
        Class<?> type = event.getBean().getBeanClass();
        if (!type.isAnnotationPresent(Route.class) && InterfaceStyle.overrides(type, "onShutdown")) {
            cards.add(event.getBean());
        }
    }

    /**
     * Those components of the card style that are in use, one instance for all. One that was never used has nothing to
     * stop; of dependent ones each connection has its own, and {@code onClose} is the end of it.
     */
    public Stream<Component> cards(BeanManager manager, Components components) {
        return cards.stream().filter(bean -> isInUse(bean, manager)).map(bean -> {
            MessageComponent reference = (MessageComponent)
                    manager.getReference(bean, bean.getBeanClass(), manager.createCreationalContext(bean));
            return components.of(bean.getBeanClass(), reference);
        });
    }

    private static boolean isInUse(Bean<?> bean, BeanManager manager) {
        return SHARED.contains(bean.getScope())
                && manager.getContext(bean.getScope()).get(bean) != null;
    }
}
