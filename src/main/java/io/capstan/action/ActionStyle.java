package io.capstan.action;

import io.capstan.Channels;
import io.capstan.OnAction;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.component.BeanMethods;
import io.capstan.component.ComponentStyle;
import io.capstan.component.Draft;
import io.capstan.component.Invoker;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import io.capstan.wire.ConnectionRegistry;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The style of components whose methods carry {@link OnAction}: they speak the action dialect. */
@OnePerApplication
@Typed({ActionStyle.class, ComponentStyle.class})
public class ActionStyle implements ComponentStyle {
    private static final String NAME = "the methods with @OnAction";

    private static final ClassValue<Boolean> USED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return BeanMethods.exist(type, OnAction.class);
        }
    };

    private final Map<Class<?>, ActionRouteOptions> options = new ConcurrentHashMap<>();
    private final Map<Class<?>, ActionTable> tables = new ConcurrentHashMap<>();
    private volatile ActionRouteOptions general = ActionRouteOptions.DEFAULTS;
    private volatile @Nullable ActionServices services;

    /** For the container, and for components without one. */
    public ActionStyle() {}

    /** Whether a class has such methods. */
    static boolean isIn(Class<?> type) {
        return USED.get(type);
    }

    @Override
    public boolean isUsedBy(Class<?> type) {
        return isIn(type);
    }

    @Override
    public Speech speech(Class<?> type) {
        return new Speech(List.of(ActionDialect.SUBPROTOCOL), true);
    }

    @Override
    public void prepare(Settings settings, Collection<Class<?>> types) {
        general = ActionRouteOptions.of(settings);
        for (Class<?> type : types) {
            if (isIn(type)) {
                options.put(type, ActionRouteOptions.of(settings.forRoute(type)));
            }
        }
    }

    @Override
    public void start(Invoker invoker, BeanManager beans) {
        start(
                beans.createInstance().select(ConnectionRegistry.class).get(),
                beans.createInstance().select(Hub.class).get(),
                beans.createInstance().select(Permissions.class).get(),
                Optional.of(beans));
    }

    /** From now on actions may come. */
    public void start(ConnectionRegistry registry, Hub hub, Permissions permissions, Optional<BeanManager> beans) {
        services = ActionServices.of(registry, hub, permissions, new LazyTexts(beans));
    }

    private ActionServices services() {
        ActionServices running = services;
        if (running == null) {
            throw new IllegalStateException("Capstan has not been started.");
        }
        return running;
    }

    /** Whether clients of a component may follow channels there too. */
    public boolean offersChannels(Class<?> component) {
        return isIn(component)
                && options.getOrDefault(component, ActionRouteOptions.DEFAULTS).channels();
    }

    /** The actions of a component, as they were last looked at; empty if it has none. */
    public Optional<ActionTable> table(Class<?> component) {
        return Optional.ofNullable(tables.get(component));
    }

    @Override
    public void compile(Draft draft) {
        ActionTable table = new ActionCompiler(draft, this::channels).compile();
        tables.put(draft.type(), table);
        ActionRouteOptions chosen = options.getOrDefault(draft.type(), general);
        Map<String, ActionMethod> methods = table.byName();
        ActionComponent component = new ActionComponent(methods, chosen, this::services);
        draft.text(NAME, component::text);
        draft.binary(NAME, component::binary);
        draft.failures(NAME, new ActionFailures(this::services, methods, chosen.violations()));
    }

    private Channels channels() {
        return services().channels();
    }
}
