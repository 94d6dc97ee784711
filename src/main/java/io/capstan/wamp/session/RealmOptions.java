package io.capstan.wamp.session;

import io.capstan.settings.Settings;
import io.capstan.wamp.Uris;
import io.capstan.wamp.auth.AuthOptions;
import io.capstan.wamp.broker.BrokerOptions;
import io.capstan.wamp.dealer.DealerOptions;
import java.time.Duration;

/**
 * What holds for a realm: {@code capstan.wamp.realm.<name>.<key>}, and where that is not set, {@code capstan.wamp.<key>}.
 *
 * @param name its name
 * @param channels what the names of its channels begin with: those of the first realm with nothing, so that a topic is the
 *     channel of the same name
 * @param uris how exact URIs are checked
 * @param strict whether clients are held to the letter of the specification
 * @param reuse whether a client may open a new session on the same connection when one has ended
 * @param authenticationTime how long it may take from the opening to WELCOME
 * @param subscriptions how many a session may have
 * @param retained of how many topics events are retained
 * @param retainedBytes how much these may take in all
 * @param registrations how many a session may have
 * @param calls how many of a session may be under way
 * @param auth who may join, and what members may do
 */
public record RealmOptions(
        String name,
        String channels,
        Uris.Check uris,
        boolean strict,
        boolean reuse,
        Duration authenticationTime,
        int subscriptions,
        int retained,
        int retainedBytes,
        int registrations,
        int calls,
        AuthOptions auth) {
    private static final String GENERAL = "capstan.wamp.";
    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final RealmOptions DEFAULTS = new RealmOptions(
            "",
            "",
            Uris.Check.LOOSE,
            false,
            false,
            Duration.ofSeconds(10),
            10_000,
            10_000,
            64 << 20,
            10_000,
            1024,
            AuthOptions.DEFAULTS);

    /** What is configured for all realms. */
    static RealmOptions general(Settings settings) {
        return read(settings, GENERAL, DEFAULTS, "", "", AuthOptions.general(settings));
    }

    /** What is configured for a realm. */
    RealmOptions of(Settings settings, String realm, String prefix, AuthOptions own) {
        String key = GENERAL + "realm." + realm + ".";
        return read(
                settings,
                key,
                this,
                realm,
                settings.text(key + "channel-prefix").orElse(prefix),
                own);
    }

    private static RealmOptions read(
            Settings settings, String key, RealmOptions otherwise, String name, String channels, AuthOptions auth) {
        return new RealmOptions(
                name,
                channels,
                settings.choice(key + "uris", otherwise.uris),
                settings.flag(key + "strict", otherwise.strict),
                settings.flag(key + "reuse", otherwise.reuse),
                settings.duration(key + "authentication.time", otherwise.authenticationTime, SHORTEST),
                settings.number(key + "subscriptions", otherwise.subscriptions, 0, MOST),
                settings.number(key + "retained", otherwise.retained, 0, MOST),
                settings.number(key + "retained.bytes", otherwise.retainedBytes, 0, Integer.MAX_VALUE),
                settings.number(key + "registrations", otherwise.registrations, 0, MOST),
                settings.number(key + "calls", otherwise.calls, 0, MOST),
                auth);
    }

    BrokerOptions broker() {
        return new BrokerOptions(uris, strict, subscriptions, retained, retainedBytes);
    }

    DealerOptions dealer() {
        return new DealerOptions(uris, strict, registrations, calls);
    }
}
