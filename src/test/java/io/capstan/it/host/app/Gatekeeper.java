package io.capstan.it.host.app;

import io.capstan.Caller;
import io.capstan.CallerCheck;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows tokens as {@code test/ada/editor,clerk/60}: name, roles, and the seconds until it expires (0: never). Forgets
 * callers as soon as it is told to.
 */
@ApplicationScoped
public class Gatekeeper implements TokenVerifier, CallerCheck {
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /** This caller does not exist any more. */
    public void delete(String name) {
        deleted.add(name);
    }

    @Override
    public Optional<Caller> verify(String token) throws InvalidTokenException {
        String[] parts = token.split("/", -1);
        if (!parts[0].equals("test")) {
            return Optional.empty();
        }
        if (parts.length != 4) {
            throw new InvalidTokenException("A test token has four parts.");
        }
        Set<String> roles = parts[2].isEmpty() ? Set.of() : Set.of(parts[2].split(","));
        int seconds = Integer.parseInt(parts[3]);
        Optional<Instant> expiry =
                seconds == 0 ? Optional.empty() : Optional.of(Instant.now().plusSeconds(seconds));
        return Optional.of(new Caller(parts[1], roles, Map.of("kind", "test"), expiry));
    }

    @Override
    public Optional<Caller> check(Caller caller) {
        return deleted.contains(caller.name()) ? Optional.empty() : Optional.of(caller);
    }
}
