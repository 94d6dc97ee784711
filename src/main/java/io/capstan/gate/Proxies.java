package io.capstan.gate;

import io.capstan.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front, and what they say about the clients behind them. What anybody else says is not even read.
 *
 * @param trusted from where a proxy may speak
 * @param headers which headers count
 */
record Proxies(List<Network> trusted, Headers headers) {
    /** No proxies. */
    static final Proxies NONE = new Proxies(List.of(), Headers.AUTO);

    /** Which headers count: {@code capstan.proxies.headers}. */
    enum Headers {
        /** The kind that is there; a request that has both is refused if they name different clients. */
        AUTO,
        /** {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port}. */
        X_FORWARDED,
        /** {@code Forwarded}. */
        FORWARDED
    }

    static Proxies of(Settings settings) {
        return new Proxies(
                AddressOptions.networks(settings, "capstan.proxies.trusted"),
                settings.choice("capstan.proxies.headers", Headers.AUTO));
    }

    /**
     * The request as the client sent it.
     *
     * @return empty if a trusted proxy passes on contradictory headers, one kind of which will be the client's own
     */
    Optional<GateRequest> seen(GateRequest request) {
        if (!isTrusted(request.remote())) {
            return Optional.of(request);
        }
        boolean x = headers != Headers.FORWARDED
                && (has(request, "X-Forwarded-For")
                        || has(request, "X-Forwarded-Proto")
                        || has(request, "X-Forwarded-Host")
                        || has(request, "X-Forwarded-Port"));
        boolean standard = headers != Headers.X_FORWARDED && has(request, "Forwarded");
        if (x && standard) {
            GateRequest one = follow(request, Hop.xForwarded(request));
            GateRequest other = follow(request, Hop.forwarded(request));
            boolean same = one.client().equals(other.client());
            return same ? Optional.of(other) : Optional.empty();
        }
        List<Hop> hops = x ? Hop.xForwarded(request) : standard ? Hop.forwarded(request) : List.of();
        return Optional.of(follow(request, hops));
    }

    private static boolean has(GateRequest request, String header) {
        return !request.all(header).isEmpty();
    }

    /** From the nearest proxy back to the first caller that is none, or of whom nothing is said. */
    private GateRequest follow(GateRequest request, List<Hop> hops) {
        InetSocketAddress client = request.remote();
        Hop told = null;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            told = hops.get(i);
            if (told.from().isEmpty()) {
                break;
            }
            client = told.from().get();
        }
        return told == null
                ? request
                : request.from(
                        client,
                        told.host().orElse(request.host()),
                        told.secure().orElse(request.secure()));
    }

    private boolean isTrusted(InetSocketAddress peer) {
        InetAddress address = peer.getAddress();
        return address != null && trusted.stream().anyMatch(network -> network.contains(address));
    }
}
