package io.capstan.endpoint;

import io.capstan.WiringException;
import io.capstan.action.ChannelsComponent;
import io.capstan.channel.ChannelExtension;
import io.capstan.channel.Hub;
import io.capstan.component.Component;
import io.capstan.component.ComponentStyle;
import io.capstan.component.Components;
import io.capstan.gate.Gate;
import io.capstan.gate.GateFilter;
import io.capstan.gate.Gates;
import io.capstan.gate.ServiceGate;
import io.capstan.gate.TicketDesk;
import io.capstan.gate.TicketFilter;
import io.capstan.gate.Tokens;
import io.capstan.gate.jwt.JwtIssuer;
import io.capstan.gate.jwt.JwtOptions;
import io.capstan.wamp.session.WampComponent;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Encoder;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    private List<ComponentStyle> styles = List.of();

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
        ServletContext context = event.getServletContext();
        BeanManager beans = beans(context);
        Runtime started = one(beans, Runtime.class);
        Plan plan = Plan.of(beans, endpoints, started::compresses);
        annexes = plan.annexes();
        styles = plan.styles();

        beginJson(plan, beans);
        beginTokens(plan, beans);
        startComponents(plan, started, context, beans);
        Gates gates = one(beans, Gates.class);
        startAnnexes(started, gates.services(plan.insisting()));
        answerPlainRequests(gates.desk(plan.wiring().table(), plan.insisting()));
        filter.install(plan.gate(), started::afterUpgrade);
        sessions.install(started);
        tellRoutes(plan, beans);
    }

    private static <T> T one(BeanManager beans, Class<T> type) {
        return beans.createInstance().select(type).get();
    }

    /** Has JSON read and written as it is configured. */
    private static void beginJson(Plan plan, BeanManager beans) {
        Encoder encoder = one(beans, ConnectionRegistry.class).encoder();
        JsonBeans json = plan.json();
        encoder.begin(plan.options().json(), json.config(), json.own(), json.clock());
        plan.extension().catalog().use(encoder.json().binding());
    }

    /** Has tokens verified and issued as it is configured. */
    private static void beginTokens(Plan plan, BeanManager beans) {
        JwtOptions jwt = plan.options().jwt();
        one(beans, Tokens.class).last(jwt.verifier());
        one(beans, JwtIssuer.class).begin(jwt, plan.insisting().roles());
    }

    /** Makes the components, starts what calls them, and has the engine hand connections over. */
    private void startComponents(Plan plan, Runtime started, ServletContext context, BeanManager beans) {
        Components catalog = plan.extension().catalog();
        Map<Class<?>, Component> components = plan.extension().components(beans);
        for (BuiltIn builtIn : BuiltIn.values()) {
            components.put(builtIn.type(), builtIn.component(catalog, beans));
        }
        one(beans, ChannelsComponent.class).start(plan.options().action());
        annexes.addTo(components, catalog);
        one(beans, Hub.class).declare(beans.getExtension(ChannelExtension.class).names());
        ServerContainer engine =
                context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer one ? one : null;
        stoppingOnFailure(started, () -> {
            started.start(plan.options(), components, catalog, engine, context.getClassLoader(), beans, plan.mappers());
            runtime = started;
            one(beans, WampComponent.class)
                    .start(plan.options().wamp(), one(beans, Tokens.class)::find, started::schedule);
            styles.forEach(style -> style.start(started.invoker(), beans));
            if (!plan.wiring().mounted().isEmpty()) {
                register(engine, started);
            }
        });
    }

    /** Lets everybody know what is mounted. */
    private static void tellRoutes(Plan plan, BeanManager beans) {
        MountedRoutes routes = one(beans, MountedRoutes.class);
        routes.begin(plan.routes());
        routes.all().forEach(mounted -> LOG.log(Level.INFO, () -> MountedRoutes.line(mounted)));
    }

    private void startAnnexes(Runtime started, ServiceGate gate) {
        stoppingOnFailure(started, () -> annexes.start(started.site(gate)));
    }

    /** What cannot start stops the deployment, of which nothing stays behind. */
    private static void stoppingOnFailure(Runtime started, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            started.stop();
            throw e;
        }
    }

    /** Opens what is asked by plain HTTP, and has the gate leave it alone. */
    private void answerPlainRequests(TicketDesk desk) {
        Function<String, Annex.@Nullable Service> answers = annexes.services();
        tickets.install(desk);
        services.install(answers);
        filter.leave(path -> desk.isOpen() && path.equals(TicketDesk.PATH) || answers.apply(path) != null);
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
        styles.forEach(ComponentStyle::stop);
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
