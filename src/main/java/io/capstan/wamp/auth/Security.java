package io.capstan.wamp.auth;

import io.capstan.TokenVerifier;
import io.capstan.Wamp.Authenticator;
import io.capstan.Wamp.Authorizer;
import io.capstan.channel.Permissions;
import io.capstan.settings.ByPriority;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes the doors and the guards of realms. */
@OnePerApplication
public class Security {
    private final List<Authenticator> authenticators;
    private final List<Authorizer> authorizers;
    private final Decisions decisions;
    private final Permissions channels;

    @Inject
    Security(
            @Any Instance<Authenticator> authenticators,
            @Any Instance<Authorizer> authorizers,
            Decisions decisions,
            Permissions channels) {
        this(
                ByPriority.sorted(authenticators).stream()
                        .<Authenticator>map(Instance.Handle::get)
                        .toList(),
                ByPriority.sorted(authorizers).stream()
                        .<Authorizer>map(Instance.Handle::get)
                        .toList(),
                decisions,
                channels);
    }

    Security(
            List<Authenticator> authenticators,
            List<Authorizer> authorizers,
            Decisions decisions,
            Permissions channels) {
        this.authenticators = authenticators;
        this.authorizers = authorizers;
        this.decisions = decisions;
        this.channels = channels;
    }

    /** The door of a realm. */
    public Door door(AuthOptions options, TokenVerifier tokens) {
        People people = new People(options.principals(), authenticators);
        Strangers strangers = new Strangers(people);
        Map<AuthMethod, Method> methods = new EnumMap<>(AuthMethod.class);
        methods.put(AuthMethod.CALLER, new CallerMethod(options.roles()));
        methods.put(AuthMethod.TICKET, new TicketMethod(people, tokens, options.roles()));
        methods.put(AuthMethod.WAMPCRA, new CraMethod(people, strangers));
        methods.put(AuthMethod.SCRAM, new ScramMethod(people, strangers));
        methods.put(AuthMethod.CRYPTOSIGN, new CryptosignMethod(people));
        methods.put(AuthMethod.COOKIE, new CookieMethod());
        methods.put(AuthMethod.ANONYMOUS, new AnonymousMethod());
        methods.keySet().retainAll(options.methods());
        return new RealmDoor(
                methods, new SecondFactor(authenticators), new Attempts(options.attempts(), System::nanoTime));
    }

    /** The guard of a realm. */
    public Guard guard(AuthOptions options, String channelPrefix) {
        return new RealmGuard(channelPrefix, options.rules(), authorizers, decisions, channels);
    }
}
