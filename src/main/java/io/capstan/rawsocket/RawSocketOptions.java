package io.capstan.rawsocket;

import io.capstan.settings.Settings;
import io.capstan.wamp.rawsocket.RawSocketHandshake;
import io.capstan.wire.unix.SocketPlace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * What is configured of RawSocket: {@code capstan.wamp.rawsocket.<key>}.
 *
 * @param tcp where to listen by TCP; empty: nowhere
 * @param unix where to listen by a Unix domain socket; empty: nowhere
 * @param longest the longest message that is taken, in bytes: a power of 2
 * @param connections how many may be open
 * @param perAddress how many of these one address may have, in IPv6 one /64
 * @param handshake how long a client may take for its first four bytes
 * @param heartbeat whether clients are pinged; some end their connection when they are
 */
public record RawSocketOptions(
        Optional<InetSocketAddress> tcp,
        Optional<SocketPlace> unix,
        int longest,
        int connections,
        int perAddress,
        Duration handshake,
        boolean heartbeat) {
    static final String PORT = "capstan.wamp.rawsocket.port";
    static final String ADDRESS = "capstan.wamp.rawsocket.address";
    static final String PATH = "capstan.wamp.rawsocket.path";
    private static final String LONGEST = "capstan.wamp.rawsocket.max-bytes";
    private static final String REALMS = "capstan.wamp.realms";
    private static final int MOST_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 1_000_000;

    /** The configured options. */
    public static RawSocketOptions of(Settings settings) {
        RawSocketOptions options = new RawSocketOptions(
                tcp(settings),
                SocketPlace.of(settings, PATH, "/run/capstan/wamp.sock"),
                longest(settings),
                settings.number("capstan.wamp.rawsocket.connections", 10_000, 1, MOST_CONNECTIONS),
                settings.number("capstan.wamp.rawsocket.per-address", 0, 0, MOST_CONNECTIONS),
                settings.duration(
                        "capstan.wamp.rawsocket.handshake.timeout", Duration.ofSeconds(5), Duration.ofMillis(100)),
                settings.flag("capstan.wamp.rawsocket.heartbeat", false));
        if (options.isOn() && settings.text(REALMS).isEmpty()) {
            settings.fault("The setting " + (options.tcp.isPresent() ? PORT : PATH)
                    + " is set, and there is no realm to join; set " + REALMS + ", as in realm1.");
        }
        return options;
    }

    /** Whether anything listens. */
    boolean isOn() {
        return tcp.isPresent() || unix.isPresent();
    }

    private static Optional<InetSocketAddress> tcp(Settings settings) {
        Optional<InetAddress> address = address(settings);
        if (settings.text(PORT).isEmpty()) {
            return Optional.empty();
        }
        int port = settings.number(PORT, 0, 0, MOST_PORT);
        return address.map(known -> new InetSocketAddress(known, port));
    }

    private static Optional<InetAddress> address(Settings settings) {
        try {
            return Optional.of(InetAddress.getByName(settings.text(ADDRESS).orElse("127.0.0.1")));
        } catch (UnknownHostException e) {
            settings.fault(ADDRESS, "an address of this machine, as 127.0.0.1, ::1, or 0.0.0.0 for all");
            return Optional.empty();
        }
    }

    private static int longest(Settings settings) {
        int longest =
                settings.number(LONGEST, 1 << 16, RawSocketHandshake.SHORTEST_LIMIT, RawSocketHandshake.LONGEST_LIMIT);
        if (Integer.bitCount(longest) != 1) {
            settings.fault(
                    LONGEST,
                    "a power of 2, since nothing else can be said to a client: the next are "
                            + Integer.highestOneBit(longest) + " and " + 2 * Integer.highestOneBit(longest));
            return 1 << 16;
        }
        return longest;
    }
}
