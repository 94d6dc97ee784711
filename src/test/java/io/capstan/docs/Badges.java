package io.capstan.docs;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
public class Badges implements TokenVerifier {
    private final Map<String, Caller> badges = Map.of("badge-7", Caller.of("ada", "agent"));

    @Override
    public Optional<Caller> verify(String token) throws InvalidTokenException {
        if (!token.startsWith("badge-")) {
            return Optional.empty(); // another verifier may know it
        }
        Caller caller = badges.get(token);
        if (caller == null) {
            throw new InvalidTokenException("No such badge.");
        }
        return Optional.of(caller);
    }
}
