package io.capstan.wamp.session;

import io.capstan.settings.Settings;
import io.capstan.wamp.Broker;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.RealmDesk;
import io.capstan.wamp.RealmDesks;
import io.capstan.wamp.Uris;
import io.capstan.wamp.auth.AuthOptions;
import io.capstan.wamp.auth.Door;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The realms of an application. */
public final class Router implements RealmDesks {
    /** One without realms. */
    static final Router NOWHERE = new Router(List.of(), Duration.ofSeconds(10));

    private final Map<String, Realm> realms;
    private final String standard;
    private final Duration authenticationTime;

    /** The realm that clients join whatever they call it. */
    private final @Nullable Realm only;

    private volatile boolean stopping;

    /** Why there is no such realm. */
    record Refusal(String reason, String text) {}

    Router(List<Realm> realms, Duration authenticationTime) {
        this.realms = realms.stream().collect(Collectors.toUnmodifiableMap(Realm::name, Function.identity()));
        this.standard = realms.isEmpty() ? "" : realms.get(0).name();
        this.authenticationTime = authenticationTime;
        this.only = null;
    }

    private Router(Realm only) {
        this.realms = Map.of(only.name(), only);
        this.standard = only.name();
        this.authenticationTime = only.options().authenticationTime();
        this.only = only;
    }

    /**
     * One with a single realm, which clients may call what they like: for an application that is broker and dealer itself.
     *
     * @param name of the realm
     * @param settings {@code capstan.wamp.*}
     */
    public static Router of(String name, Settings settings, Broker broker, Dealer dealer, Door door, Guard guard) {
        AuthOptions nobody = AuthOptions.of(new Settings(key -> Optional.empty()), List.of(name))
                .get(0);
        RealmOptions options = RealmOptions.general(settings).of(settings, name, "", nobody);
        return new Router(new Realm(options, broker, dealer, door, guard, Realm.Meta.NONE));
    }

    /** A realm; {@code null} if there is none of this name, or none any more. */
    @Nullable
    Realm realm(String name) {
        return stopping ? null : only != null ? only : realms.get(name);
    }

    @Override
    public Optional<RealmDesk> find(String name) {
        return Optional.ofNullable(realms.get(name));
    }

    @Override
    public String standard() {
        return standard;
    }

    /** Whether clients can prove here who they are. */
    public boolean authenticates() {
        return only == null;
    }

    /** Whether no session follows on another one any more. */
    boolean isStopping() {
        return stopping;
    }

    /** Why a realm of this name cannot be joined. */
    Refusal refusal(String name) {
        if (stopping) {
            return new Refusal(Reason.SYSTEM_SHUTDOWN, "The router is being stopped.");
        }
        return Uris.isExact(name, Uris.Check.LOOSE)
                ? new Refusal(Reason.NO_SUCH_REALM, "There is no such realm.")
                : new Refusal(Reason.INVALID_URI, "This cannot be the name of a realm.");
    }

    /** How long a client may take until it is welcomed. */
    public Duration authenticationTime() {
        return authenticationTime;
    }

    /** Says goodbye to all; completes when they have answered, or had the time to. */
    public CompletionStage<Void> stop() {
        stopping = true;
        realms.values().forEach(Realm::close);
        WampMessage goodbye = new WampMessage.Goodbye(
                Dict.of("message", "The router is being stopped."), Reason.SYSTEM_SHUTDOWN, Arguments.NONE);
        CompletableFuture<?>[] parted = realms.values().stream()
                .flatMap(realm -> realm.roster().all())
                .map(session -> session.part(goodbye))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(parted);
    }
}
