package io.capstan.endpoint;

import io.capstan.action.ActionDialect;
import io.capstan.action.ChannelsComponent;
import io.capstan.component.Component;
import io.capstan.component.Components;
import io.capstan.component.EchoComponent;
import io.capstan.component.Target;
import io.capstan.component.Wiring;
import io.capstan.settings.Settings;
import io.capstan.wamp.session.WampComponent;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Map;

/** A component of the framework's own: mounted where its key says, and nowhere if that is not set. */
enum BuiltIn {
    ECHO("capstan.echo.route", EchoComponent.class, List.of()),
    CHANNELS("capstan.channels.route", ChannelsComponent.class, List.of(ActionDialect.SUBPROTOCOL)),
    WAMP("capstan.wamp.route", WampComponent.class, WampComponent.SUBPROTOCOLS);

    /** What holds for their routes where nothing is set: the action dialect has a message that brings a new token. */
    static final Map<String, String> DEFAULTS =
            Map.of("capstan.route." + ChannelsComponent.class.getSimpleName() + ".token.in-band", "true");

    private final String key;
    private final Class<?> type;
    private final List<String> subprotocols;

    BuiltIn(String key, Class<?> type, List<String> subprotocols) {
        this.key = key;
        this.type = type;
        this.subprotocols = subprotocols;
    }

    Class<?> type() {
        return type;
    }

    /** Mounts it, if it is wanted. */
    void mount(Settings settings, Wiring wiring) {
        settings.text(key).ifPresent(route -> wiring.mount(route, Target.builtIn(type, subprotocols)));
    }

    /** Ready to be called. */
    Component component(Components catalog, BeanManager beans) {
        return catalog.of(type, beans.createInstance().select(type).get());
    }
}
