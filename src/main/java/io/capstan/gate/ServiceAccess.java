package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may use a service that is asked by plain HTTP: whoever has one of its keys, and callers with its role.
 *
 * @param name of the service, which is also that of a caller with a key: {@code capstan-push}
 * @param keys whoever sends one of them, as a bearer token or in {@code X-API-Key}
 * @param role callers with this role; empty: none of them
 */
public record ServiceAccess(String name, ApiKeys keys, Optional<String> role) {
    private static final System.Logger LOG = System.getLogger(ServiceAccess.class.getName());
    private static final String BEARER = "Bearer ";
    private static final Refusal WRONG_KEY =
            Refusal.of(401, "The API key is not valid.", "WWW-Authenticate", "Bearer error=\"invalid_token\"");

    /** The configured access: {@code <prefix>.keys} and {@code <prefix>.role}. */
    public static ServiceAccess of(Settings settings, String prefix) {
        return new ServiceAccess(
                prefix.replace('.', '-'), ApiKeys.of(settings, prefix + ".keys"), settings.text(prefix + ".role"));
    }

    /** Whether there is anybody who may use it. */
    public boolean isOpen() {
        return !keys.isEmpty() || role.isPresent();
    }

    /**
     * Lets a request in, or refuses it.
     *
     * @return the caller; empty if the request has been answered
     */
    public Optional<Caller> admit(ServiceGate gate, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<String> apiKeys = Collections.list(request.getHeaders("X-API-Key"));
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        List<String> presented = new ArrayList<>(apiKeys);
        presented.addAll(bearers(authorizations.stream()));
        boolean valid = presented.size() == 1 && keys.contains(presented.get(0));
        boolean nothingElseCounts = !apiKeys.isEmpty() || role.isEmpty() && !authorizations.isEmpty();
        if (!valid && nothingElseCounts) {
            LOG.log(Level.INFO, () -> "A wrong key for " + name + " came from " + request.getRemoteAddr());
            Answer.refuse(WRONG_KEY, response);
            return Optional.empty();
        }
        return gate.admit(request, response, valid ? Optional.of(Caller.of(name)) : Optional.empty(), role);
    }

    private static List<String> bearers(Stream<String> authorizations) {
        return authorizations
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .toList();
    }
}
