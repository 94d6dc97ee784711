package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ConnectionLimits;
import io.capstan.ConnectionLimits.Excess;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionOptionsTest {

    static class Plain {}

    @OutboxLimits(messages = 7, bytes = 7000, policy = OverflowPolicy.DROP_NEWEST)
    @ConnectionLimits(
            messageBytes = 70,
            messagesPerSecond = 71,
            bytesPerSecond = 72,
            whenExceeded = Excess.CLOSE,
            inFlight = 73,
            maxIdle = "74s",
            maxDuration = "75h")
    static class Annotated {}

    @ConnectionLimits(messageBytes = 70)
    static class Partly {}

    /** Every key that can be set for one component, with a value, and where that value has to turn up. */
    private enum Key {
        WRITE_TIMEOUT("write.timeout", "91s", Duration.ofSeconds(91), options -> options.wire()
                .writeTimeout()),
        INTERVAL("heartbeat.interval", "92s", Duration.ofSeconds(92), options -> options.wire()
                .heartbeat()),
        UNANSWERED("heartbeat.unanswered", "93", 93, options -> options.wire().unanswered()),
        IDLE("connection.max-idle", "94s", Duration.ofSeconds(94), options -> options.wire()
                .maxIdle()),
        DURATION("connection.max-duration", "95s", Duration.ofSeconds(95), options -> options.wire()
                .maxDuration()),
        OUTBOX_MESSAGES("outbox.messages", "96", 96, options -> options.outbox().messages()),
        OUTBOX_BYTES("outbox.bytes", "9700", 9700, options -> options.outbox().bytes()),
        OUTBOX_POLICY("outbox.policy", "coalesce", OverflowPolicy.COALESCE, options -> options.outbox()
                .policy()),
        LARGEST("message.max-bytes", "98", 98, options -> options.messages().largest()),
        PER_SECOND("message.per-second", "99", 99, options -> options.messages().perSecond()),
        BYTES_PER_SECOND("message.bytes-per-second", "100", 100, options -> options.messages()
                .bytesPerSecond()),
        IN_FLIGHT("message.in-flight", "101", 101, options -> options.messages().inFlight());

        private final String key;
        private final String text;
        private final Object value;
        private final Function<ConnectionOptions, Object> place;

        Key(String key, String text, Object value, Function<ConnectionOptions, Object> place) {
            this.key = key;
            this.text = text;
            this.value = value;
            this.place = place;
        }
    }

    private static Options options(Map<String, String> texts) {
        Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
        Options options = Options.of(settings, Set.of(), List.of(Plain.class, Annotated.class, Partly.class));
        settings.check();
        return options;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("NOT-05 each key sets its own limit and no other, for all components")
    void general(Key key) {
        Options options = options(Map.of("capstan." + key.key, key.text));

        for (Key each : Key.values()) {
            Object expected =
                    each == key ? key.value : each.place.apply(options(Map.of()).general());
            assertEquals(expected, each.place.apply(options.of(Plain.class)), () -> key + " and " + each);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PAR-008 each key can be set for one component, before its annotation, and touches no other component")
    void own(Key key) {
        Options unset = options(Map.of());
        Options options = options(Map.of("capstan.route.Annotated." + key.key, key.text));

        for (Key each : Key.values()) {
            Object expected = each == key ? key.value : each.place.apply(unset.of(Annotated.class));
            assertEquals(expected, each.place.apply(options.of(Annotated.class)), () -> key + " and " + each);
        }
        assertEquals(unset.of(Plain.class), options.of(Plain.class));
        assertEquals(unset.general(), options.general());
    }

    @Test
    @DisplayName("PAR-008 an annotation comes before what holds for all, each member for itself")
    void annotation() {
        Options options = options(Map.of(
                "capstan.message.per-second", "5",
                "capstan.message.max-bytes", "6",
                "capstan.connection.max-idle", "7s"));

        assertEquals(
                new MessageOptions(70, 71, 72, Excess.CLOSE, 73),
                options.of(Annotated.class).messages());
        assertEquals(Duration.ofSeconds(74), options.of(Annotated.class).wire().maxIdle());
        assertEquals(Duration.ofHours(75), options.of(Annotated.class).wire().maxDuration());
        assertEquals(7, options.of(Annotated.class).outbox().messages());
        assertEquals(
                new MessageOptions(70, 5, 0, Excess.THROTTLE, 0),
                options.of(Partly.class).messages());
        assertEquals(Duration.ofSeconds(7), options.of(Partly.class).wire().maxIdle());
    }

    @Test
    @DisplayName("a component that was not known at the start has its annotation")
    void unknown() {
        @ConnectionLimits(messageBytes = 8)
        class Late {}

        assertEquals(8, options(Map.of()).of(Late.class).messages().largest());
    }

    @Test
    @DisplayName("a wrong value for one component is a fault that names its key")
    void faults() {
        String message = assertThrows(
                        WiringException.class,
                        () -> options(Map.of("capstan.route.Plain.message.when-exceeded", "cry")))
                .getMessage();
        assertTrue(
                message.contains(
                        "capstan.route.Plain.message.when-exceeded is 'cry'; allowed is one of throttle, close"),
                message);
    }

    @Test
    @DisplayName("PAR-008 the same options that Capstan asks for generally are asked for by component")
    void sameKeys() {
        Set<String> read = new HashSet<>();
        Options.of(
                new Settings(key -> {
                    read.add(key);
                    return Optional.empty();
                }),
                Set.of(),
                List.of(Plain.class));
        for (Key key : Key.values()) {
            assertTrue(read.contains("capstan.route." + Plain.class.getName() + "." + key.key), key.key);
        }
    }
}
