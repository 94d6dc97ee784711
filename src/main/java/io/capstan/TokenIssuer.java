package io.capstan;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * Makes JSON Web Tokens that Capstan itself verifies, for a page whose user is logged in: the page shows its token when it
 * connects, also to another application or another server with the same configuration. Inject it: {@code @Inject
 * TokenIssuer tokens}.
 *
 * <p>Signs with {@code capstan.jwt.signing-key} or {@code capstan.jwt.signing-key-file}, a private key, and where there is
 * none, with {@code capstan.jwt.secret}. A token has name and roles of the caller, issuer and audience of the
 * configuration, and nobody can take it back, so it should live for minutes. Thread-safe; costs one signature.
 */
public interface TokenIssuer {

    /**
     * A token for a caller, with its claims.
     *
     * @param lifetime how long it is good, from now; never longer than the caller is
     * @throws IllegalArgumentException if the caller is anonymous, or the lifetime is not positive
     * @throws IllegalStateException if no key to sign with is configured
     */
    String issue(Caller caller, Duration lifetime);

    /**
     * A token for whoever is logged in to the container, with those of the roles that components and {@code capstan.roles}
     * name.
     *
     * @throws IllegalArgumentException if nobody is logged in, or the lifetime is not positive
     * @throws IllegalStateException if no key to sign with is configured
     */
    String issue(HttpServletRequest request, Duration lifetime);
}
