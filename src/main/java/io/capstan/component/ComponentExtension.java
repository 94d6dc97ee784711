package io.capstan.component;

import io.capstan.ConnectionLimits;
import io.capstan.ConnectionScoped;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.Route;
import io.capstan.WiringException;
import io.capstan.settings.Settings;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the components of an application while its container starts, and stops the deployment where one is wrong. */
public class ComponentExtension implements Extension {
    private static final Set<Class<? extends Annotation>> SHORT_LIVED =
            Set.of(RequestScoped.class, SessionScoped.class, ConversationScoped.class);

    /** By class name, so that the same application always gives the same messages. */
    private final Map<String, Class<?>> routed = new TreeMap<>();

    private final Map<String, Class<?>> limited = new TreeMap<>();
    /** All components, also those without a route, which stand behind endpoints of the card style. */
    private final Map<String, Class<?>> handlers = new TreeMap<>();

    private final Map<Class<?>, Bean<?>> beans = new LinkedHashMap<>();
    /** All beans of the application, of which a style of a room above may have something to say. */
    private final Map<String, Class<?>> all = new TreeMap<>();

    /** Found here, since the manager that Payara gives to an extension looks up no beans of the application. */
    private final Map<String, Bean<?>> styles = new TreeMap<>();

    private final Components components = new Components();

    void typeFound(@Observes @WithAnnotations(Route.class) ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (type.isAnnotationPresent(Route.class)) {
            routed.put(type.getName(), type);
        }
    }

    void componentFound(@Observes ProcessManagedBean<?> event) {
        Class<?> type = event.getBean().getBeanClass();
        all.put(type.getName(), type);
        if (ComponentStyle.class.isAssignableFrom(type)) {
            styles.put(type.getName(), event.getBean());
        }
        if (type.isAnnotationPresent(Route.class)) {
            beans.put(type, event.getBean());
        }
        if (MessageComponent.class.isAssignableFrom(type) || beans.containsKey(type)) {
            handlers.put(type.getName(), type);
        }
        if (type.isAnnotationPresent(OutboxLimits.class) || type.isAnnotationPresent(ConnectionLimits.class)) {
            limited.put(type.getName(), type);
        }
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager manager) {
        components.use(styles.values().stream()
                .map(bean -> (ComponentStyle)
                        manager.getReference(bean, ComponentStyle.class, manager.createCreationalContext(bean)))
                .toList());
        all.values().removeIf(type -> !components.usesStyle(type));
        Settings settings = Settings.load();
        List<String> faults = wire(new Wiring(RoutingOptions.of(settings))).faults();
        if (!faults.isEmpty()) {
            event.addDeploymentProblem(
                    new WiringException("Capstan cannot mount the components:\n - " + String.join("\n - ", faults)));
        }
    }

    /** Mounts all components found. */
    public Wiring wire(Wiring wiring) {
        for (Class<?> type : routed.values()) {
            Route route = type.getAnnotation(Route.class);
            List<String> paths = route.value().length == 0 ? List.of(DefaultRoute.of(type)) : List.of(route.value());
            String where = type.getName() + ": the class carries @Route(\"" + String.join("\", \"", paths) + "\")";
            if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
                wiring.fault(where + " but is abstract: put the annotation on the class that is the bean.");
            } else if (!canBeBean(type)) {
                wiring.fault(
                        where + " but cannot be a bean: give it a constructor without parameters or one with @Inject,"
                                + " and make it static if it is an inner class.");
            } else if (!beans.containsKey(type)) {
                continue; // an alternative that is not selected, or a bean that another extension took away
            }
            if (components.check(type, templates(route), wiring::fault) == 0) {
                wiring.fault(where + " but handles nothing: " + Component.HOW_TO_HANDLE + ".");
            }
            checkBean(type, where, wiring);
            Target target = components.target(type, route);
            paths.forEach(path -> wiring.mount(path, target));
        }
        for (ComponentStyle style : components.styles()) {
            all.values().stream().filter(style::isUsedBy).forEach(type -> style.check(type, wiring::fault));
        }
        limited.values().forEach(type -> LimitAnnotations.check(type, wiring::fault));
        Map<String, Class<?>> accessible = new TreeMap<>(handlers);
        accessible.putAll(all);
        accessible.values().forEach(type -> AccessAnnotations.check(type, wiring::fault));
        return wiring;
    }

    /** Those of its routes that can be used; about the others {@link Wiring} complains. */
    private static List<RouteTemplate> templates(Route route) {
        List<RouteTemplate> templates = new ArrayList<>();
        for (String path : route.value()) {
            try {
                templates.add(RouteTemplate.parse(path));
            } catch (IllegalArgumentException cannotBeUsed) {
                return List.of();
            }
        }
        return templates;
    }

    private static boolean canBeBean(Class<?> type) {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        return !inner
                && Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor ->
                                constructor.getParameterCount() == 0 || constructor.isAnnotationPresent(Inject.class));
    }

    private void checkBean(Class<?> type, String where, Wiring wiring) {
        Bean<?> bean = beans.get(type);
        if (bean != null && SHORT_LIVED.contains(bean.getScope())) {
            wiring.fault(where + " and the scope @" + bean.getScope().getSimpleName()
                    + ", which ends before a connection does: use @ApplicationScoped, the default, or @Dependent.");
        }
        if (bean != null && bean.getScope() == ConnectionScoped.class && InterfaceStyle.overrides(type, "onShutdown")) {
            wiring.fault(where + " and the scope @" + ConnectionScoped.class.getSimpleName()
                    + ", and overrides onShutdown, which is about no connection: use onClose, or another scope.");
        }
    }

    /** The classes of all components. */
    public Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>(routed.values());
        types.addAll(handlers.values());
        types.addAll(all.values());
        return types;
    }

    /** The classes that are written in a style of a room above, components or not. */
    public Collection<Class<?>> styled() {
        return List.copyOf(all.values());
    }

    /** The roles that the components name. */
    public Set<String> roles() {
        Set<String> roles = AccessAnnotations.roles(handlers.values());
        roles.addAll(AccessAnnotations.roles(all.values()));
        return roles;
    }

    /** What makes components. */
    public Components catalog() {
        return components;
    }

    /** The components, ready to be called. Call once, when the container runs. */
    public Map<Class<?>, Component> components(BeanManager manager) {
        Map<Class<?>, Component> made = new LinkedHashMap<>();
        beans.forEach((type, bean) -> {
            var context = manager.createCreationalContext(bean);
            made.put(type, components.of(type, manager.getReference(bean, type, context)));
        });
        return made;
    }
}
