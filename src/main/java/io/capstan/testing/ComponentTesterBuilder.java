package io.capstan.testing;

import io.capstan.ClientException.Mapper;
import io.capstan.Connections;
import io.capstan.OutboxLimits;
import io.capstan.WiringException;
import io.capstan.action.ActionDialect;
import io.capstan.action.ActionStyle;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.component.Berths;
import io.capstan.component.Components;
import io.capstan.component.ExceptionMappers;
import io.capstan.component.Invoker;
import io.capstan.component.Invoker.OnError;
import io.capstan.component.Lifecycle;
import io.capstan.component.Parallelism;
import io.capstan.component.StandAlone;
import io.capstan.settings.Settings;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.Shards;
import io.capstan.wire.WireOptions;
import io.capstan.wire.WireSupport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a {@link ComponentTester} starts with, if not with the defaults.
 *
 * @param <T> the class of the component
 */
public final class ComponentTesterBuilder<T> {
    /** Four times in the shortest of the times that can matter by default. */
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final Function<Connections, T> maker;
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<Class<?>, Mapper<?>> mappers = new HashMap<>();
    private Optional<String> route = Optional.empty();

    ComponentTesterBuilder(Function<Connections, T> maker) {
        this.maker = maker;
    }

    /**
     * Sets a key of the configuration: {@code capstan.component.on-error}, and those of {@code capstan.outbox},
     * {@code capstan.heartbeat}, {@code capstan.connection}, {@code capstan.write}, {@code capstan.close} and, for a component
     * with {@link io.capstan.OnAction}, {@code capstan.action}. Nothing else is read here, neither files nor system properties.
     */
    public ComponentTesterBuilder<T> setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Mounts the component here, instead of where its class says; for one behind an endpoint of the card style. */
    public ComponentTesterBuilder<T> route(String template) {
        route = Optional.of(template);
        return this;
    }

    /** Adds what would be a bean on a server: what clients are told of exceptions of a type. */
    public <E extends Throwable> ComponentTesterBuilder<T> mapper(Class<E> type, Mapper<E> mapper) {
        mappers.put(type, mapper);
        return this;
    }

    /**
     * Starts.
     *
     * @throws WiringException if the component could not be deployed, or a setting is wrong, with all that is wrong
     */
    public ComponentTester<T> start() {
        ConnectionRegistry registry = new ConnectionRegistry();
        T bean = maker.apply(registry.connections());
        Hub hub = new Hub(registry, List.of(new ActionDialect()));
        Injection.fill(bean, registry, hub.channels());
        ActionStyle actions = new ActionStyle();
        actions.start(registry, hub, new Permissions(List.of(), hub), Optional.empty());

        TreeSet<String> known = new TreeSet<>();
        Settings configured = new Settings(key -> {
            known.add(key);
            return Optional.ofNullable(settings.get(key));
        });
        WireOptions wire = WireOptions.of(configured, WireOptions.DEFAULTS);
        OutboxOptions outbox = OutboxOptions.of(configured, OutboxOptions.DEFAULTS);
        OnError onError = configured.choice("capstan.component.on-error", OnError.CLOSE);
        actions.prepare(configured, List.of(bean.getClass()));
        Duration shutdown = configured.duration("capstan.shutdown.timeout", Duration.ofSeconds(10), Duration.ZERO);
        settings.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> configured.fault(
                        "The setting " + key + " has no effect here; allowed are " + String.join(", ", known) + "."));
        configured.check();

        Components catalog = new Components(List.of(actions));
        StandAlone mounted = StandAlone.of(catalog, bean, route);
        VirtualClock clock = new VirtualClock();
        Crew crew = new Crew(clock, Crew.PATIENCE);
        Failures failures = new Failures(new ExceptionMappers(mappers));
        Executor apart = crew::apart;
        Invoker invoker = new Invoker(
                failures,
                crew::inTurn,
                apart,
                new Berths(Integer.MAX_VALUE),
                onError,
                new Parallelism(Runnable::run, Integer.MAX_VALUE),
                new Lifecycle());
        catalog.conversations().begin(invoker, apart);
        WireSupport support = new WireSupport(
                wire,
                registry.encoder(),
                clock,
                task -> clock.after(wire.closeTimeout(), task),
                crew::inTurn,
                Shards.inline(),
                clock::after,
                apart);
        OutboxLimits limits = bean.getClass().getAnnotation(OutboxLimits.class);
        Stage stage = new Stage(
                mounted.component(), invoker, registry, support, limits == null ? outbox : outbox.with(limits), crew);
        ComponentTester<T> tester = new ComponentTester<>(bean, mounted, stage, clock, failures, shutdown);
        sweepFrom(clock, tester);
        return tester;
    }

    private static void sweepFrom(VirtualClock clock, ComponentTester<?> tester) {
        clock.after(SWEEP, () -> {
            tester.sweep();
            sweepFrom(clock, tester);
        });
    }
}
