package io.capstan.gate;

import io.capstan.AddressRules;
import io.capstan.CloseCode;
import io.capstan.wire.ConnectionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Who may connect by address. Thread-safe: both collections may be read and changed by anybody. */
@ApplicationScoped
@Typed({AddressRules.class, AddressList.class})
public class AddressList implements AddressRules {
    /** So many blocks may expire by themselves; more would be an attack on the memory. */
    private static final int MOST_TIMED = 100_000;

    private final ConnectionRegistry connections;
    private final InstantSource clock;

    /** The blocked networks, and until when. */
    private final Map<Network, Instant> blocked = new ConcurrentHashMap<>();

    private final Set<Network> allowed = ConcurrentHashMap.newKeySet();

    /** For the client proxy. */
    AddressList() {
        this(new ConnectionRegistry());
    }

    @Inject
    AddressList(ConnectionRegistry connections) {
        this(connections, InstantSource.system());
    }

    AddressList(ConnectionRegistry connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** The list itself, where a client proxy was injected: each handshake would pay for one. */
    AddressList itself() {
        return this;
    }

    /** Begins with what is configured. */
    public void begin(AddressOptions options) {
        options.block().forEach(network -> blocked.put(network, Instant.MAX));
        allowed.addAll(options.allow());
    }

    private static Network network(String text) {
        return Network.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no network; allowed is " + Network.ALLOWED + "."));
    }

    @Override
    public AddressRules block(String network) {
        blocked.put(network(network), Instant.MAX);
        return this;
    }

    @Override
    public AddressRules block(String network, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A block of " + time + " is none; allowed is more than zero.");
        }
        block(network(network), time);
        return this;
    }

    /** Blocks a network for a while, unless too many are. */
    public void block(Network network, Duration time) {
        Instant now = clock.instant();
        if (blocked.size() >= MOST_TIMED) {
            blocked.values().removeIf(until -> !until.isAfter(now));
        }
        if (blocked.size() < MOST_TIMED) {
            blocked.put(network, now.plus(time));
        }
    }

    @Override
    public AddressRules unblock(String network) {
        blocked.remove(network(network));
        return this;
    }

    @Override
    public Map<String, Optional<Instant>> blocked() {
        Instant now = clock.instant();
        blocked.values().removeIf(until -> !until.isAfter(now));
        Map<String, Optional<Instant>> copy = new TreeMap<>();
        blocked.forEach((network, until) ->
                copy.put(network.toString(), until.equals(Instant.MAX) ? Optional.empty() : Optional.of(until)));
        return copy;
    }

    @Override
    public AddressRules allow(String network) {
        allowed.add(network(network));
        return this;
    }

    @Override
    public AddressRules disallow(String network) {
        allowed.remove(network(network));
        return this;
    }

    @Override
    public Set<String> allowed() {
        Set<String> copy = new TreeSet<>();
        allowed.forEach(network -> copy.add(network.toString()));
        return copy;
    }

    @Override
    public boolean permits(String address) {
        return IpLiteral.parse(address).filter(this::permits).isPresent();
    }

    /** Whether an address may connect. Takes time in proportion to its bits, not to the number of rules. */
    public boolean permits(InetAddress address) {
        Instant now = blocked.isEmpty() ? Instant.MIN : clock.instant();
        boolean open = allowed.isEmpty();
        for (int bits = Network.width(address); bits >= 0 && !(blocked.isEmpty() && open); bits--) {
            Network network = new Network(address, bits);
            Instant until = blocked.get(network);
            if (until != null && until.isAfter(now)) {
                return false;
            }
            open = open || allowed.contains(network);
        }
        return open;
    }

    @Override
    public int enforce() {
        int closed = 0;
        for (var connection : connections.all()) {
            InetAddress address = connection.handshake().remoteAddress().getAddress();
            if (address != null && connection.isOpen() && !permits(address)) {
                connection.close(CloseCode.POLICY_VIOLATION, "This address may not connect");
                closed++;
            }
        }
        return closed;
    }
}
