package io.capstan.wamp.pubsub;

import io.capstan.PubSubComponent;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.component.ComponentStyle;
import io.capstan.component.Draft;
import io.capstan.component.Invoker;
import io.capstan.component.JsonMessages;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import io.capstan.wamp.bean.Marshaller;
import io.capstan.wamp.session.Visitors;
import io.capstan.wamp.session.WampComponent;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The style of components that are {@link PubSubComponent}s: they speak WAMP. */
@OnePerApplication
@Typed({PubSubStyle.class, ComponentStyle.class})
public class PubSubStyle implements ComponentStyle {
    private static final String NAME = "the methods of PubSubComponent";

    private final Map<Class<?>, PubSubOptions> options = new ConcurrentHashMap<>();
    private volatile @Nullable Services services;

    /** What is there while the application runs. */
    record Services(Hub hub, Permissions permissions, Visitors visitors, Answers answers) {}

    /** For the container, and for components without one. */
    public PubSubStyle() {}

    @Override
    public boolean isUsedBy(Class<?> type) {
        return PubSubComponent.class.isAssignableFrom(type);
    }

    @Override
    public Speech speech(Class<?> type) {
        return new Speech(WampComponent.SUBPROTOCOLS, false);
    }

    @Override
    public void prepare(Settings settings, Collection<Class<?>> types) {
        types.stream().filter(this::isUsedBy).forEach(type -> options.put(type, PubSubOptions.of(settings, type)));
    }

    @Override
    public void start(Invoker invoker, BeanManager beans) {
        start(
                beans.createInstance().select(Hub.class).get(),
                beans.createInstance().select(Permissions.class).get(),
                beans.createInstance().select(Visitors.class).get());
    }

    /** From now on clients may come. */
    public void start(Hub hub, Permissions permissions, Visitors visitors) {
        Answers answers = new Answers(new Marshaller(() -> hub, new JsonMessages()));
        services = new Services(hub, permissions, visitors, answers);
    }

    private Services services() {
        Services running = services;
        if (running == null) {
            throw new IllegalStateException("Capstan has not been started.");
        }
        return running;
    }

    @Override
    public void compile(Draft draft) {
        PubSubOptions chosen = options.getOrDefault(draft.type(), PubSubOptions.defaults(draft.type()));
        ComponentRealm realm = new ComponentRealm(chosen, this::services);
        draft.open(NAME, (bean, connection, opened) -> realm.enter(bean, connection));
        draft.text(NAME, (bean, connection, text) -> ComponentRealm.take(connection, client -> client.text(text)));
        draft.binary(
                NAME, (bean, connection, binary) -> ComponentRealm.take(connection, client -> client.binary(binary)));
        draft.close(NAME, (bean, connection, close) -> ComponentRealm.leave(connection));
        draft.failures(NAME, (connection, failure) -> services().answers().tell(connection, failure));
    }
}
