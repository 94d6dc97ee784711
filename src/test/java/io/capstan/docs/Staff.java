package io.capstan.docs;

import io.capstan.Wamp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
public class Staff implements Wamp.Authenticator {
    @Inject
    StaffList list;

    @Override
    public Optional<Wamp.Principal> find(Wamp.Login login) {
        return list.secretOf(login.authid()).map(secret -> Wamp.Principal.withSecret(login.authid(), "clerk", secret));
    }
}
