package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.InvalidTokenException;
import io.capstan.TokenVerifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the verifiers of the application, one after the other. Thread-safe. */
@ApplicationScoped
public class Tokens {
    private static final int LAST = Integer.MAX_VALUE;

    private final List<TokenVerifier> verifiers;

    /** For client proxies: one that knows nobody. */
    public Tokens() {
        this(List.of());
    }

    @Inject
    Tokens(@Any Instance<TokenVerifier> beans) {
        this(beans.handlesStream()
                .sorted(Comparator.comparingInt(
                        handle -> priority(handle.getBean().getBeanClass())))
                .map(Instance.Handle::get)
                .toList());
    }

    Tokens(List<TokenVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    static int priority(Class<?> type) {
        Priority priority = type.getAnnotation(Priority.class);
        return priority == null ? LAST : priority.value();
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
