package io.capstan.wire.json;

import jakarta.json.bind.JsonbConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Encoders at a moment that does not pass. */
final class EncoderRig {
    static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** As it is where nothing is configured. */
    static final JsonEncoder ENCODER = encoder(new JsonbConfig(), JsonOptions.DEFAULTS);

    private EncoderRig() {}

    static JsonEncoder encoder(JsonbConfig config, JsonOptions options) {
        return new JsonEncoder(new JsonBinding(config, Optional.empty(), options), options, CLOCK);
    }

    /** What a client gets, in English. */
    static String json(Object value, String... views) {
        return json(ENCODER, value, views);
    }

    /** The same by another encoder. */
    static String json(JsonEncoder encoder, Object value, String... views) {
        return encoder.write(value, Set.of(views)).text();
    }
}
