package io.capstan.it.host.app;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Knows tokens like {@code token-of-ada}, of clerks. */
@ApplicationScoped
public class NamedTokens implements TokenVerifier {
    private static final String TOKEN_OF = "token-of-";

    @Override
    public Optional<Caller> verify(String token) {
        return token.startsWith(TOKEN_OF)
                ? Optional.of(Caller.of(token.substring(TOKEN_OF.length()), "clerk"))
                : Optional.empty();
    }
}
