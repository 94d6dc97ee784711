package io.capstan.gate.jwt;

import io.capstan.Caller;
import io.capstan.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The issuer that applications inject. */
@ApplicationScoped
@Typed({TokenIssuer.class, JwtIssuer.class})
public class JwtIssuer implements TokenIssuer {
    private volatile Optional<JwtSigner> signer = Optional.empty();
    private volatile Set<String> roles = Set.of();

    /** Begins with these options. */
    public void begin(JwtOptions options, Set<String> asked) {
        signer = options.signer();
        roles = Set.copyOf(asked);
    }

    @Override
    public String issue(Caller caller, Duration lifetime) {
        if (caller.isAnonymous()) {
            throw new IllegalArgumentException("There is no token for an anonymous caller.");
        }
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A token lives longer than " + lifetime + ".");
        }
        return signer.orElseThrow(() -> new IllegalStateException("There is no key to sign tokens with: set "
                        + "capstan.jwt.secret, capstan.jwt.signing-key or capstan.jwt.signing-key-file."))
                .sign(caller, lifetime);
    }

    @Override
    public String issue(HttpServletRequest request, Duration lifetime) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new IllegalArgumentException("Nobody is logged in where this request comes from.");
        }
        Set<String> has = roles.stream().filter(request::isUserInRole).collect(Collectors.toSet());
        return issue(new Caller(principal.getName(), has, Map.of(), Optional.empty()), lifetime);
    }
}
