package io.capstan.gate;

import java.lang.System.Logger.Level;
import java.util.Optional;

/** Neither too many are in nor does one address come too often. */
final class LimitRule implements Rule {
    private static final System.Logger LOG = System.getLogger(LimitRule.class.getName());

    private final LimitOptions options;
    private final Limits limits;
    private final AddressList addresses;

    LimitRule(LimitOptions options, Limits limits, AddressList addresses) {
        this.options = options;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        if (options.connections() == 0 && !options.countsAddresses()) {
            return Optional.empty();
        }
        Optional<Network> address = candidate.request().client().map(Network::source);
        Limits.Lease lease = limits.connection(address.orElse(null));
        return switch (lease.verdict()) {
            case TAKEN -> {
                candidate.taken(lease.release());
                yield Optional.empty();
            }
            case FULL -> refuse("All connections of this server are taken.", "10", "capstan.limits.connections");
            case TOO_MANY -> {
                address.ifPresent(this::strike);
                yield refuse("This address has too many connections.", "10", "capstan.limits.per-address");
            }
            case TOO_FAST -> {
                address.ifPresent(this::strike);
                yield refuse("This address connects too often.", "1", "capstan.limits.rate-per-address");
            }
        };
    }

    private static Optional<Refusal> refuse(String detail, String seconds, String key) {
        return Rule.refuse(429, detail, "Retry-After", seconds).map(refusal -> refusal.because(key));
    }

    private void strike(Network address) {
        if (limits.strike(address)) {
            addresses.block(address, options.blockTime());
            LOG.log(
                    Level.WARNING,
                    "{0} exceeds the limits again and again: blocked for {1}",
                    address,
                    options.blockTime());
        }
    }
}
