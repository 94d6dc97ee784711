package com.example.notifications;

import io.capstan.Caller;
import io.capstan.CallerCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.identitystore.DatabaseIdentityStoreDefinition;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Who may log in, which Jakarta Security finds out by these queries, and who may still do what it has logged in for. */
@ApplicationScoped
@DatabaseIdentityStoreDefinition(
        callerQuery = "select passwordHash from users where name = ?",
        groupsQuery = "select role from users where name = ?")
public class Accounts implements CallerCheck {
    /** As OWASP has it. The default is what was right in 2000. */
    private static final Map<String, String> STRENGTH = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000");

    @PersistenceContext
    EntityManager database;

    @Inject
    Pbkdf2PasswordHash hash;

    @Transactional
    public void add(String name, String password, String role) {
        hash.initialize(STRENGTH);
        database.persist(new User(name, hash.generate(password.toCharArray()), role));
    }

    public boolean exists(String name) {
        return database.find(User.class, name) != null;
    }

    /** Capstan asks before each message, since {@code capstan.token.recheck} is on. */
    @Override
    public Optional<Caller> check(Caller caller) {
        return exists(caller.name()) ? Optional.of(caller) : Optional.empty();
    }
}
