package io.capstan.endpoint;

import io.capstan.CallerCheck;
import io.capstan.WiringException;
import io.capstan.action.ChannelsComponent;
import io.capstan.channel.ChannelExtension;
import io.capstan.channel.ChannelRules;
import io.capstan.channel.Hub;
import io.capstan.component.AccessAnnotations;
import io.capstan.component.Component;
import io.capstan.component.ComponentExtension;
import io.capstan.component.RouteTable;
import io.capstan.component.RoutingOptions;
import io.capstan.component.Wiring;
import io.capstan.gate.CallerChecks;
import io.capstan.gate.Gate;
import io.capstan.gate.GateFilter;
import io.capstan.gate.GateOptions;
import io.capstan.gate.Gates;
import io.capstan.gate.ServiceGate;
import io.capstan.gate.TicketDesk;
import io.capstan.gate.TicketFilter;
import io.capstan.gate.Tokens;
import io.capstan.gate.jwt.JwtIssuer;
import io.capstan.settings.Settings;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts Capstan with the application and stops it with the application. Whatever is wrong stops the deployment. */
final class Bootstrap implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(Bootstrap.class.getName());

    private final GateFilter filter;
    private final TicketFilter tickets;
    private final ServiceFilter services;
    private final SessionListener sessions;
    private final Set<Class<?>> endpoints;
    private @Nullable Runtime runtime;
    private Annexes annexes = new Annexes(List.of());

    Bootstrap(
            GateFilter filter,
            TicketFilter tickets,
            ServiceFilter services,
            SessionListener sessions,
            Set<Class<?>> endpoints) {
        this.filter = filter;
        this.tickets = tickets;
        this.services = services;
        this.sessions = sessions;
        this.endpoints = endpoints;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        BeanManager beans = beans(event.getServletContext());
        ComponentExtension extension = beans.getExtension(ComponentExtension.class);
        Settings settings = Settings.load().withDefaults(BuiltIn.DEFAULTS);

        Wiring wiring = extension.wire(new Wiring(RoutingOptions.of(settings)));
        for (BuiltIn builtIn : BuiltIn.values()) {
            builtIn.mount(settings, wiring);
        }
        annexes = Annexes.of(beans);
        annexes.prepare(settings, wiring);
        RouteTable<Class<?>> others = new CardEndpoints(wiring).mount(endpoints);
        wiring.complete();
        Set<Class<?>> owners = wiring.mounted().stream()
                .map(mounted -> mounted.target().owner())
                .collect(Collectors.toSet());
        Set<String> roles = AccessAnnotations.roles(owners);
        roles.addAll(extension.roles());
        Set<Class<?>> types = extension.types();
        Stream.of(BuiltIn.values()).map(BuiltIn::type).forEach(types::add);
        Options options = Options.of(settings, owners, types);
        checkCallerChecks(options, beans, wiring);
        roles.addAll(options.channels().roles());
        settings.refuseUnread("capstan.channels.", ChannelRules.KEYS);
        settings.refuseUnread("CAPSTAN_CHANNELS_RULE_", ChannelRules.KEYS);
        GateOptions insisting = options.gate().withRoles(roles);
        Gates gates = beans.createInstance().select(Gates.class).get();
        Runtime started = beans.createInstance().select(Runtime.class).get();
        Gate gate = gates.gate(wiring.table(), others, insisting, wiring::fault, started::compresses);
        settings.check(wiring.faults());
        beans.createInstance().select(Tokens.class).get().last(options.jwt().verifier());
        beans.createInstance().select(JwtIssuer.class).get().begin(options.jwt(), insisting.roles());

        Map<Class<?>, Component> components = extension.components(beans);
        for (BuiltIn builtIn : BuiltIn.values()) {
            components.put(builtIn.type(), builtIn.component(extension.catalog(), beans));
        }
        beans.createInstance().select(ChannelsComponent.class).get().start(options.action());
        annexes.addTo(components, extension.catalog());
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        ServerContainer engine = container instanceof ServerContainer one ? one : null;
        beans.createInstance()
                .select(Hub.class)
                .get()
                .declare(beans.getExtension(ChannelExtension.class).names());
        started.start(
                options,
                components,
                extension.catalog(),
                engine,
                event.getServletContext().getClassLoader(),
                beans);
        runtime = started;
        if (!wiring.mounted().isEmpty()) {
            register(engine, started);
        }
        startAnnexes(started, gates.services(insisting));
        answerPlainRequests(gates.desk(wiring.table(), insisting));
        filter.install(gate, started::afterUpgrade);
        sessions.install(started);
        MountedRoutes routes =
                beans.createInstance().select(MountedRoutes.class).get();
        routes.begin(wiring, options);
        routes.all().forEach(mounted -> LOG.log(Level.INFO, () -> MountedRoutes.line(mounted)));
    }

    /** What cannot start stops the deployment, of which nothing stays behind. */
    private void startAnnexes(Runtime started, ServiceGate gate) {
        try {
            annexes.start(started.site(gate));
        } catch (RuntimeException e) {
            started.stop();
            throw e;
        }
    }

    /** Opens what is asked by plain HTTP, and has the gate leave it alone. */
    private void answerPlainRequests(TicketDesk desk) {
        Set<String> paths = new HashSet<>(annexes.services().keySet());
        if (desk.isOpen()) {
            paths.add(TicketDesk.PATH);
        }
        tickets.install(desk);
        services.install(annexes.services());
        filter.leave(paths);
    }

    /** A check that nobody makes would let everybody pass. */
    private static void checkCallerChecks(Options options, BeanManager beans, Wiring wiring) {
        if (options.gate().rechecks()
                && beans.createInstance().select(CallerChecks.class).get().isEmpty()) {
            wiring.fault("The setting capstan.token.recheck is 'true' and there is no bean of type "
                    + CallerCheck.class.getName() + " that could be asked; add one, or leave the setting out.");
        }
    }

    /** The beans of this application: where servers keep them, else those of the only application there is. */
    private static BeanManager beans(ServletContext context) {
        return context.getAttribute(BeanManager.class.getName()) instanceof BeanManager manager
                ? manager
                : CDI.current().getBeanManager();
    }

    private static void register(@Nullable ServerContainer container, Runtime runtime) {
        if (container == null) {
            throw new WiringException("Capstan cannot start: this application has components, and the server offers no "
                    + "Jakarta WebSocket container (servlet context attribute " + ServerContainer.class.getName()
                    + " is not set).");
        }
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(RouteEndpoint.class, Gate.ENGINE_PATH)
                    .configurator(new RouteConfigurator(runtime))
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException("The server did not take Capstan's endpoint.", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        annexes.stop();
        if (runtime != null) {
            runtime.stop();
        }
    }

    /** The second lock of the endpoint behind all routes. */
    private static final class RouteConfigurator extends GateConfigurator {
        private final Runtime runtime;

        RouteConfigurator(Runtime runtime) {
            this.runtime = runtime;
        }

        @Override
        Runtime runtime() {
            return runtime;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new RouteEndpoint(runtime));
        }
    }
}
