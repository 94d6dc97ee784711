package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.InvalidTokenException;
import io.capstan.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the verifiers of the application, one after the other, and then the one that is configured. Thread-safe. */
@ApplicationScoped
public class Tokens {
    static final String UNKNOWN_KIND = "No verifier knows this kind of token.";

    private final List<TokenVerifier> verifiers;
    private volatile Optional<? extends TokenVerifier> last = Optional.empty();

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

    /** Has this one asked behind all others. */
    public void last(Optional<? extends TokenVerifier> verifier) {
        last = verifier;
    }

    /** Whether there is nobody to ask. */
    boolean isEmpty() {
        return verifiers.isEmpty() && last.isEmpty();
    }

    /**
     * The caller that a token stands for.
     *
     * @throws InvalidTokenException if it stands for nobody, also if there is no verifier for it
     */
    public Caller verify(String token) throws InvalidTokenException {
        return find(token).orElseThrow(() -> new InvalidTokenException(UNKNOWN_KIND));
    }

    /**
     * The caller that a token stands for.
     *
     * @return empty if no verifier knows this kind of token
     * @throws InvalidTokenException if it stands for nobody
     */
    Optional<Caller> find(String token) throws InvalidTokenException {
        for (TokenVerifier verifier : verifiers) {
            Optional<Caller> caller = verifier.verify(token);
            if (caller.isPresent()) {
                return checked(caller.get());
            }
        }
        Optional<? extends TokenVerifier> configured = last;
        Optional<Caller> caller = configured.isPresent() ? configured.get().verify(token) : Optional.empty();
        return caller.isPresent() ? checked(caller.get()) : caller;
    }

    private static Optional<Caller> checked(Caller caller) throws InvalidTokenException {
        if (caller.isAnonymous()) {
            throw new InvalidTokenException("The token names nobody.");
        }
        if (caller.expiry().filter(Instant.now()::isAfter).isPresent()) {
            throw new InvalidTokenException("The token has expired.");
        }
        return Optional.of(caller);
    }
}
