package io.capstan.docs;

import io.capstan.RefusedHandshake;
import io.capstan.RefusedHandshake.Refused;
import io.capstan.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

@ApplicationScoped
class Exits {
    private final AtomicInteger refusals = new AtomicInteger();

    @Inject
    Users users;

    void count(@Observes @Refused RefusedHandshake refused) {
        refusals.incrementAndGet();
    }

    int dismiss(String name) {
        return users.of(name).disconnect();
    }
}
