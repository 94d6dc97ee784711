package io.capstan.docs;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Where an application keeps the people that work for it. */
@ApplicationScoped
public class StaffList {
    private final Map<String, String> secrets = Map.of("joe", "s3cret");

    Optional<String> secretOf(String name) {
        return Optional.ofNullable(secrets.get(name));
    }
}
