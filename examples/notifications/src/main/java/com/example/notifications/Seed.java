package com.example.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Fills the database, which is in memory and empty, when the application starts. */
@ApplicationScoped
public class Seed {
    @PersistenceContext
    EntityManager database;

    @Inject
    Accounts accounts;

    @Transactional
    void fill(@Observes @Initialized(ApplicationScoped.class) Object start) {
        accounts.add("ada", "lovelace", "admin");
        accounts.add("grace", "hopper", "customer");
        accounts.add("alan", "turing", "customer");
        accounts.add("edsger", "dijkstra", "customer");
        accounts.add("barbara", "liskov", "customer");
        Instant now = Instant.now();
        database.persist(new Product(
                1,
                "Rope, 20 m",
                "Hemp, three strands, 12 mm. Floats for a while.",
                new BigDecimal("34.50"),
                14,
                now.minus(Duration.ofDays(3))));
        database.persist(new Product(
                2,
                "Brass bell",
                "Rings in any weather. With a bracket for the mast.",
                new BigDecimal("119.00"),
                2,
                now.minus(Duration.ofHours(5))));
        database.persist(new Product(
                3,
                "Storm lantern",
                "Burns paraffin, or anything else, for 14 hours.",
                new BigDecimal("48.90"),
                0,
                now.minus(Duration.ofMinutes(40))));
        database.persist(new Notification("The shop is open.", null, now.minus(Duration.ofMinutes(3))));
    }
}
