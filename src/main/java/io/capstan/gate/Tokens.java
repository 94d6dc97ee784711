package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.InvalidTokenException;
import io.capstan.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Asks the verifiers of the application, one after the other. Thread-safe. */
@ApplicationScoped
public class Tokens {
    private final List<TokenVerifier> verifiers;

    /** For client proxies: one that knows nobody. */
    public Tokens() {
        this(List.of());
    }

    @Inject
    Tokens(@Any Instance<TokenVerifier> beans) {
        this(ByPriority.sorted(beans).stream()
                .<TokenVerifier>map(Instance.Handle::get)
                .toList());
    }

    Tokens(List<TokenVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    /**
     * The caller that a token stands for.
     *
     * @throws InvalidTokenException if it stands for nobody, also if there is no verifier for it
     */
    public Caller verify(String token) throws InvalidTokenException {
        for (TokenVerifier verifier : verifiers) {
            Optional<Caller> caller = verifier.verify(token);
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        throw new InvalidTokenException("No verifier knows this kind of token.");
    }
}
