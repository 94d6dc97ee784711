package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.settings.ByPriority;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the verifiers of the application, one after the other, and then the one that is configured. Thread-safe. */
@OnePerApplication
public class Tokens {
    static final String UNKNOWN_KIND = "No verifier knows this kind of token.";

    private static final String INVALID = "The token is not valid.";
    private static final int SECRET_LENGTH = 8; // shorter ones are words

    private static final System.Logger LOG = System.getLogger(Tokens.class.getName());

    private final List<TokenVerifier> verifiers;
    private volatile Optional<? extends TokenVerifier> last = Optional.empty();

    /** One that knows nobody. */
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
    public Optional<Caller> find(String token) throws InvalidTokenException {
        for (TokenVerifier verifier : verifiers) {
            Optional<Caller> caller = ask(verifier, token);
            if (caller.isPresent()) {
                return caller;
            }
        }
        Optional<? extends TokenVerifier> configured = last;
        return configured.isPresent() ? ask(configured.get(), token) : Optional.empty();
    }

    private static Optional<Caller> ask(TokenVerifier verifier, String token) throws InvalidTokenException {
        try {
            Optional<Caller> caller = verifier.verify(token);
            return caller.isPresent() ? checked(caller.get()) : caller;
        } catch (InvalidTokenException e) {
            Throwable cause = e.getCause();
            if (cause != null) {
                LOG.log(Level.DEBUG, "A token is not valid", new VerifierFailedException(verifier.getClass(), cause));
            }
            throw new InvalidTokenException(shown(e.getMessage(), token));
        } catch (RuntimeException e) {
            throw new VerifierFailedException(verifier.getClass(), e);
        }
    }

    /** What the client reads, and the log: not the token, whatever a verifier writes. */
    private static String shown(@Nullable String message, String token) {
        boolean leaks = message == null || token.length() >= SECRET_LENGTH && message.contains(token);
        return leaks ? INVALID : message;
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
