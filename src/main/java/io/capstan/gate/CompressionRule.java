package io.capstan.gate;

import io.capstan.wire.deflate.Offers;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes up an offer of compression where that is switched on. Never refuses: an odd offer is passed over. */
final class CompressionRule implements Rule {
    static final String HEADER = "Sec-WebSocket-Extensions";

    private final BooleanSupplier possible;

    /** @param possible whether the connections that are made now could do it */
    CompressionRule(BooleanSupplier possible) {
        this.possible = possible;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        if (candidate.options().compression() == RouteOptions.Compression.ON && possible.getAsBoolean()) {
            Offers.accept(candidate.request().all(HEADER)).ifPresent(answer -> {
                candidate.header(HEADER, answer);
                candidate.compress();
            });
        }
        return Optional.empty();
    }
}
