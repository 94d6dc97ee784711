package io.capstan.endpoint;

import io.capstan.CallerCheck;
import io.capstan.Routes.Mounted;
import io.capstan.channel.ChannelRules;
import io.capstan.component.AccessAnnotations;
import io.capstan.component.ComponentExtension;
import io.capstan.component.ComponentStyle;
import io.capstan.component.ExceptionMappers;
import io.capstan.component.RouteTable;
import io.capstan.component.RoutingOptions;
import io.capstan.component.Wiring;
import io.capstan.gate.CallerChecks;
import io.capstan.gate.Gate;
import io.capstan.gate.GateOptions;
import io.capstan.gate.Gates;
import io.capstan.settings.Settings;
import io.capstan.wamp.session.WampOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application will be: its routes, its options and its gate, all of it checked before anything starts.
 *
 * @param extension what knows the components
 * @param annexes what rooms above add
 * @param wiring the routes
 * @param options all that is configured
 * @param insisting what the gate insists on, with all roles that anybody has named
 * @param gate the gate
 * @param mappers what the application's exceptions mean to clients
 * @param json how the application wants JSON to be written
 */
record Plan(
        ComponentExtension extension,
        Annexes annexes,
        Wiring wiring,
        Options options,
        GateOptions insisting,
        Gate gate,
        ExceptionMappers mappers,
        JsonBeans json) {

    /**
     * Plans an application.
     *
     * @param beans its beans
     * @param endpoints its Jakarta endpoints
     * @param compression whether new connections will be compressed where that is wanted
     * @throws io.capstan.WiringException if something is wrong, with all that is
     */
    static Plan of(BeanManager beans, Set<Class<?>> endpoints, BooleanSupplier compression) {
        ComponentExtension extension = beans.getExtension(ComponentExtension.class);
        Annexes annexes = Annexes.of(beans);
        Settings settings = Settings.load().withDefaults(BuiltIn.DEFAULTS);

        Wiring wiring = extension.wire(new Wiring(RoutingOptions.of(settings)));
        Stream.of(BuiltIn.values()).forEach(builtIn -> builtIn.mount(settings, wiring));
        annexes.prepare(settings, wiring);
        RouteTable<Class<?>> others = new CardEndpoints(wiring).mount(endpoints);
        wiring.complete();

        Set<Class<?>> owners = owners(wiring);
        Options options = Options.of(settings, owners, types(extension));
        extension.catalog().styles().forEach(style -> style.prepare(settings, extension.styled()));
        settings.refuseUnread("capstan.channels.", ChannelRules.KEYS);
        settings.refuseUnread("CAPSTAN_CHANNELS_RULE_", ChannelRules.KEYS);
        settings.refuseUnread("capstan.wamp.", WampOptions.KEYS);
        settings.refuseUnread("CAPSTAN_WAMP_", WampOptions.KEYS);
        checkCallerChecks(options, beans, wiring);
        ExceptionMappers mappers = ExceptionMappers.of(beans, wiring::fault);
        JsonBeans json = JsonBeans.of(beans, wiring::fault);

        GateOptions insisting = options.gate().withRoles(roles(owners, extension, options));
        Gates gates = beans.createInstance().select(Gates.class).get();
        Gate gate = gates.gate(wiring.table(), others, insisting, wiring::fault, compression);
        settings.check(wiring.faults());
        return new Plan(extension, annexes, wiring, options, insisting, gate, mappers, json);
    }

    /** The styles of the rooms above. */
    List<ComponentStyle> styles() {
        return extension.catalog().styles();
    }

    private static Set<Class<?>> owners(Wiring wiring) {
        return wiring.mounted().stream()
                .map(mounted -> mounted.target().owner())
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> types(ComponentExtension extension) {
        Set<Class<?>> types = extension.types();
        Stream.of(BuiltIn.values()).map(BuiltIn::type).forEach(types::add);
        return types;
    }

    /** All that anybody has named. */
    private static Set<String> roles(Set<Class<?>> owners, ComponentExtension extension, Options options) {
        Set<String> roles = AccessAnnotations.roles(owners);
        roles.addAll(extension.roles());
        roles.addAll(options.channels().roles());
        return roles;
    }

    /** A check that nobody makes would let everybody pass. */
    private static void checkCallerChecks(Options options, BeanManager beans, Wiring wiring) {
        if (options.gate().rechecks()
                && beans.createInstance().select(CallerChecks.class).get().isEmpty()) {
            wiring.fault("The setting capstan.token.recheck is 'true' and there is no bean of type "
                    + CallerCheck.class.getName() + " that could be asked; add one, or leave the setting out.");
        }
    }

    /** What is mounted, in the order of its text. */
    List<Mounted> routes() {
        return MountedRoutes.describe(wiring, options);
    }
}
