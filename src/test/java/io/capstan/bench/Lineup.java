package io.capstan.bench;

import io.capstan.bench.Contestant.Kind;
import io.capstan.bench.host.BenchWar;
import io.capstan.bench.host.EmbeddedHost;
import io.capstan.bench.host.FoxWampHost;
import io.capstan.bench.host.Host;
import io.capstan.bench.host.JawampaHost;
import io.capstan.bench.host.JvmHost;
import io.capstan.bench.host.NatsHost;
import io.capstan.bench.host.NchanHost;
import io.capstan.bench.host.NodeHost;
import io.capstan.bench.host.PayaraHost;
import io.capstan.bench.host.WildFlyHost;
import io.capstan.bench.server.BareUndertow;
import io.capstan.bench.server.CapstanEmbedded;
import io.capstan.bench.server.Classes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who takes part.
 *
 * @param contestants those that can be started here
 * @param missing those that cannot, with the reason
 */
record Lineup(List<Contestant> contestants, List<String> missing) {

    /** A write that makes no progress for this long ends its connection: long enough for the stalled reader to stay. */
    private static final String PATIENCE = "-Dcapstan.write.timeout=PT10M";

    /** The realm of the loads, which anybody may join. */
    private static final List<String> ROUTER =
            List.of(JvmHost.ROUTER, "-Dcapstan.wamp.realms=realm1", "-Dcapstan.wamp.auth=anonymous");

    static Lineup of(Options options, Loads loads) {
        List<Contestant> contestants = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Stream<Contestant> needed = wanted(options)
                .filter(contestant -> options.wantsAll() && !contestant.is(Kind.PEER) || loads.need(contestant.host()));
        needed.forEach(contestant -> contestant
                .host()
                .missing()
                .ifPresentOrElse(
                        reason -> missing.add(contestant.name() + ": " + reason), () -> contestants.add(contestant)));
        return new Lineup(contestants, missing);
    }

    /** Those of one kind. */
    List<Contestant> of(Contestant.Kind kind) {
        return contestants.stream().filter(contestant -> contestant.is(kind)).toList();
    }

    private static Stream<Contestant> wanted(Options options) {
        List<Contestant> wanted = new ArrayList<>();
        if (options.hosts().contains("embedded")) {
            add(
                    wanted,
                    options,
                    "embedded",
                    (name, capstan, jvm) ->
                            new EmbeddedHost(name, capstan ? CapstanEmbedded.class : BareUndertow.class, jvm));
        }
        if (options.hosts().contains("wildfly")) {
            add(wanted, options, "WildFly", (name, capstan, jvm) -> new WildFlyHost(name, war(capstan), jvm));
        }
        if (options.hosts().contains("payara")) {
            add(wanted, options, "Payara", (name, capstan, jvm) -> new PayaraHost(name, war(capstan), jvm));
        }
        if (options.hosts().contains("peers")) {
            Stream.<Host>of(new NchanHost(), new NatsHost(), new NodeHost(), new FoxWampHost(), new JawampaHost())
                    .map(host -> new Contestant(host.name(), Kind.PEER, host))
                    .forEach(wanted::add);
        }
        return wanted.stream();
    }

    private interface Engine {
        Host host(String name, boolean capstan, List<String> jvm);
    }

    private static void add(List<Contestant> wanted, Options options, String name, Engine engine) {
        wanted.add(new Contestant(name, Kind.BARE, engine.host(name + ", bare", false, List.of())));
        for (String wire : options.wires()) {
            List<String> jvm = new ArrayList<>(List.of(PATIENCE));
            if (options.loads().stream().anyMatch(load -> load.startsWith("wamp-"))) {
                jvm.addAll(ROUTER);
            }
            jvm.addAll(Options.ofCapstan());
            jvm.add("-Dcapstan.wire=" + wire);
            String full = name + ", Capstan" + (wire.equals("auto") ? "" : " (" + wire + ")");
            wanted.add(new Contestant(name, Kind.CAPSTAN, engine.host(full, true, jvm)));
        }
    }

    private static BenchWar war(boolean capstan) {
        List<Class<?>> classes = new ArrayList<>(capstan ? Classes.COMPONENTS : Classes.ENDPOINTS);
        classes.addAll(Classes.SHARED);
        return capstan ? BenchWar.withCapstan(classes) : BenchWar.bare(classes);
    }
}
