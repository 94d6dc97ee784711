package com.example.notifications;

import io.capstan.Caller;
import io.capstan.TokenIssuer;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Who has logged in in this session, and the token with which the page of this session connects. */
@Named
@SessionScoped
public class Visitor implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    @Inject
    transient TokenIssuer tokens;

    private String name;
    private Set<String> roles = Set.of();

    /** A token and its end, as {@code capstan.js} takes them. */
    public record Token(String token, Instant expires) {}

    public void enter(CredentialValidationResult login) {
        name = login.getCallerPrincipal().getName();
        roles = Set.copyOf(login.getCallerGroups());
    }

    public boolean isKnown() {
        return name != null;
    }

    public boolean isAdmin() {
        return roles.contains("admin");
    }

    public String getName() {
        return name;
    }

    public Token token() {
        return new Token(tokens.issue(Caller.of(name, roles.toArray(String[]::new)), LIFETIME), getExpires());
    }

    /** For the page. */
    public String getToken() {
        return token().token();
    }

    /** When the token of a page that is made now expires. */
    public Instant getExpires() {
        return Instant.now().plus(LIFETIME);
    }
}
