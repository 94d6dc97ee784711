package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.WiringException;
import io.capstan.channel.ChannelAnnouncements;
import io.capstan.channel.HistoryStore;
import io.capstan.channel.Hub;
import io.capstan.channel.Surroundings;
import io.capstan.channel.Transactions;
import io.capstan.component.Access;
import io.capstan.component.Berths;
import io.capstan.component.Component;
import io.capstan.component.Components;
import io.capstan.component.ExceptionMappers;
import io.capstan.component.Invoker;
import io.capstan.component.Lifecycle;
import io.capstan.component.LifecycleExtension;
import io.capstan.component.Parallelism;
import io.capstan.component.RequestContexts;
import io.capstan.component.Shutdown;
import io.capstan.gate.Admission;
import io.capstan.gate.CallerChecks;
import io.capstan.gate.Passage;
import io.capstan.gate.ServiceGate;
import io.capstan.gate.Tokens;
import io.capstan.settings.OnePerApplication;
import io.capstan.store.StoreOptions;
import io.capstan.wire.Announcer;
import io.capstan.wire.Attendance;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Heartbeat;
import io.capstan.wire.Inbox;
import io.capstan.wire.Intake;
import io.capstan.wire.Shards;
import io.capstan.wire.Wire;
import io.capstan.wire.WireSupport;
import io.capstan.wire.Wires;
import io.capstan.wire.deflate.Compression;
import io.capstan.wire.deflate.FrameInflater;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is running between the start and the stop of an application's Capstan. */
@OnePerApplication
@Typed(Runtime.class)
class Runtime {
    /** What connections are told at a stop. */
    static final String GOODBYE = "The server is being stopped";

    /** How long an engine may take from its 101 to the opening of the connection. */
    private static final Duration LONGEST_UPGRADE = Duration.ofSeconds(10);

    /** How long a conversation may take to end when it was interrupted. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(Runtime.class.getName());

    private final ConnectionRegistry connections;
    private final Admission admission;
    private final RequestContexts requestContexts;
    private final Tokens tokens;
    private final CallerChecks callerChecks;
    private final HttpSessions httpSessions;
    private final Hub hub;

    private volatile Components cards = new Components();
    private volatile Map<Class<?>, Component> components = Map.of();
    /** By the class that carries the routes. */
    private final Map<Class<?>, Terms> terms = new ConcurrentHashMap<>();

    private volatile @Nullable Parts parts;

    /** What exists only while it runs. */
    private record Parts(
            Options options,
            Wires wires,
            Shards shards,
            ThreadFactory threads,
            Heartbeat heartbeat,
            Workers workers,
            ThreadPoolExecutor parallel,
            ExecutorService lanes,
            WireSupport support,
            Invoker invoker,
            Invoker counted,
            BeanManager beans,
            Compression compression,
            Inlets inlets,
            Announcer announcer,
            Attendance attendance) {}

    @Inject
    Runtime(
            ConnectionRegistry connections,
            Admission admission,
            RequestContexts requestContexts,
            Tokens tokens,
            CallerChecks callerChecks,
            HttpSessions httpSessions,
            Hub hub) {
        this.tokens = tokens;
        this.callerChecks = callerChecks;
        this.httpSessions = httpSessions;
        this.hub = hub;
        this.connections = connections;
        this.admission = admission;
        this.requestContexts = requestContexts;
    }

    /** Starts, with these components, on this container, and with the class loader and the beans of the application. */
    void start(
            Options options,
            Map<Class<?>, Component> found,
            Components catalog,
            @Nullable ServerContainer container,
            ClassLoader classLoader,
            BeanManager beans,
            ExceptionMappers mappers) {
        ThreadFactory threads = Threads.factory();
        Heartbeat heartbeat = new Heartbeat(connections, options.general().wire(), threads);
        Workers workers = new Workers(threads, options.threads().workers());
        ThreadPoolExecutor parallel = Threads.parallel(threads);
        ExecutorService lanes = Threads.lanes(threads, options.threads().conversations());
        Wires wires = Wires.start(options.wireMode(), options.busyPoll(), container);
        connections.use(wires);
        Shards shards = new Shards(options.shards(), threads);
        CallContexts contexts = new CallContexts(requestContexts, classLoader, mappers);
        Announcer announcer = new Announcer(workers, contexts::tell);
        Attendance attendance =
                new Attendance(connections.users(), beans, announcer, options.offlineAfter(), heartbeat::schedule);
        Invoker invoker = new Invoker(
                contexts,
                workers,
                lanes,
                new Berths(options.threads().engine()),
                options.onError(),
                new Parallelism(parallel, options.inFlight()),
                new Lifecycle(beans));
        components = new HashMap<>(found);
        cards = catalog;
        parts = new Parts(
                options,
                wires,
                shards,
                threads,
                heartbeat,
                workers,
                parallel,
                lanes,
                new WireSupport(
                        options.general().wire(),
                        connections.encoder(),
                        System::nanoTime,
                        heartbeat::afterCloseTimeout,
                        workers,
                        shards,
                        heartbeat::schedule,
                        lanes),
                invoker,
                invoker.here(),
                beans,
                new Compression(options.compressionThreshold()),
                new Inlets(new Timing(System::nanoTime, heartbeat::after, workers)),
                announcer,
                attendance);
        hub.start(
                Surroundings.of(
                        heartbeat, options.channels(), new ChannelAnnouncements(beans, announcer), Transactions.find()),
                options.channelBounds());
        keepChannels(options.store(), threads);
        if (attendance.isHeard()) {
            connections.tell(attendance);
        }
        catalog.conversations().begin(invoker(), lanes);
        heartbeat.start(options.components().values().stream()
                .map(ConnectionOptions::wire)
                .toList());
    }

    /** Channels go on with what they kept before, where that outlives the server. If it cannot be had, nothing starts. */
    private void keepChannels(StoreOptions options, ThreadFactory threads) {
        try {
            Optional<HistoryStore> store = options.open();
            if (store.isPresent()) {
                hub.keepIn(store.get(), threads);
            }
        } catch (IOException e) {
            throw new WiringException(options.refusal(e.getMessage()));
        }
    }

    /**
     * Lets nobody in any more, tells the components, closes all connections with 1001, and waits for their components. It
     * waits for neither of both longer than is set.
     */
    void stop() {
        Parts running = parts;
        if (running == null) {
            return;
        }
        admission.close();
        Duration most = running.options().shutdownTimeout();
        long end = System.nanoTime() + most.toNanos();
        try {
            LifecycleExtension extension = running.beans().getExtension(LifecycleExtension.class);
            new Shutdown(running.invoker())
                    .tell(Stream.concat(components.values().stream(), extension.cards(running.beans(), cards)), most);
            boolean some = !connections.all().isEmpty();
            if (!connections.closeAll(CloseCode.GOING_AWAY, GOODBYE, most)) {
                LOG.log(Level.WARNING, "Some connections did not end in time and were dropped");
            } else if (some) {
                running.wires().awaitLast();
            }
            running.attendance().close();
            if (!running.announcer().awaitAll(Duration.ofNanos(end - System.nanoTime()))) {
                LOG.log(Level.WARNING, "Observers of channels and users were not told all in time");
            }
            running.lanes().shutdown();
            if (!running.lanes().awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                running.lanes().shutdownNow(); // who still talks, though the connections are gone, is interrupted
                running.lanes().awaitTermination(LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.lanes().shutdownNow();
            stopChannels(end - System.nanoTime());
            running.shards().close();
            running.heartbeat().close();
            running.workers().stop();
            running.parallel().shutdown();
            running.wires().stop();
            running.compression().close();
        }
    }

    /** What channels keep beyond the end is written, even if there is hardly any time left. */
    private void stopChannels(long nanos) {
        try {
            hub.stop(Duration.ofNanos(Math.max(nanos, LAST_MOMENT.toNanos())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a task when an engine must long have opened a connection that it upgrades now. */
    void afterUpgrade(Runnable task) {
        parts().heartbeat().after(LONGEST_UPGRADE, task);
    }

    /** Runs a task after some time, which does not block. */
    Future<?> schedule(Duration delay, Runnable task) {
        return parts().heartbeat().schedule(delay, task);
    }

    /** What rooms above find here. */
    Annex.Site site(ServiceGate gate) {
        Parts running = parts();
        return new Annex.Site(running.threads(), running.workers(), running.heartbeat(), gate);
    }

    boolean isStopping() {
        return !admission.isOpen();
    }

    Options options() {
        return parts().options();
    }

    Invoker invoker() {
        return parts().invoker();
    }

    /** Runs what may block. */
    Executor workers() {
        return parts().workers();
    }

    /** Who calls components of which so many messages may be handled at once: their inlets count them on their threads. */
    private Invoker invoker(MessageOptions options) {
        return options.inFlight() == 0 ? parts().invoker() : parts().counted();
    }

    ConnectionRegistry connections() {
        return connections;
    }

    Tokens tokens() {
        return tokens;
    }

    CallerChecks callerChecks() {
        return callerChecks;
    }

    HttpSessions httpSessions() {
        return httpSessions;
    }

    /** What the wire wants to have of a handshake. */
    @Nullable
    Object handshake() {
        return parts().wires().handshake();
    }

    Wire wire(Session session, Passage passage) {
        return parts().wires().open(session, passage.takeKept(), Sessions.transport(passage));
    }

    /** Where what comes by this session is counted, and its client made to wait if it is too much. */
    Inbox inbox(Session session, Passage passage, Wire wire) {
        Parts running = parts();
        Optional<Intake> intake =
                wire.intake().or(() -> passage.intake(running.lanes())).or(() -> ChannelIntake.of(session));
        return new Inbox(intake.orElse(null), running.options().threads().inbox());
    }

    Inlets inlets() {
        return parts().inlets();
    }

    /** Whether new connections can be compressed. */
    boolean compresses() {
        return parts().wires().compresses();
    }

    /**
     * Has messages compressed from now on.
     *
     * @return whether what comes in will be inflated
     */
    boolean compress(Wire wire, Passage passage, FrameInflater incoming) {
        return wire.compress(parts().compression(), incoming) || passage.inflates();
    }

    /** Makes components that no route leads to. */
    Components cards() {
        return cards;
    }

    /** What holds for connections to the component that carries a route; {@code null} if there is none. */
    @Nullable
    Terms terms(Class<?> owner) {
        Terms known = terms.get(owner);
        Component component = known == null ? components.get(owner) : null;
        if (component != null) {
            known = terms(component, owner);
            terms.put(owner, known);
        }
        return known;
    }

    /** What holds for connections to a component by the routes of a class. */
    Terms terms(Component component, Class<?> owner) {
        Parts running = parts();
        ConnectionOptions options = running.options().of(component.type());
        return new Terms(
                this,
                component,
                options,
                running.support().with(options.wire()),
                invoker(options.messages()),
                new Authentication(
                        this,
                        component,
                        Access.to(owner),
                        running.options().gate().authentication(owner)),
                running.options().threads().largestStream());
    }

    private Parts parts() {
        Parts running = parts;
        if (running == null) {
            throw new IllegalStateException("Capstan has not been started.");
        }
        return running;
    }
}
