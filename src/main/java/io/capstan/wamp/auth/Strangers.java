package io.capstan.wamp.auth;

import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import io.capstan.Wamp.Salted;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes up what is asked of those whom nobody knows, so that nobody can find out who is known: the same each time for the same
 * name, and of the same form as for others in the realm.
 */
final class Strangers {
    private static final int SALT_BYTES = 16;

    private final byte[] key = Digests.random(32);
    private final Optional<Salted> form;

    /** @param people those whom somebody knows, the first of whom the others look like */
    Strangers(People people) {
        this.form = people.withSecrets().findFirst().flatMap(Principal::salted);
    }

    /** One with a secret that nobody knows. */
    Principal like(Login login) {
        return new Principal(
                login.authid(),
                Results.AUTHENTICATED,
                Optional.of(Digests.base64(Digests.random(SALT_BYTES))),
                form.map(salted -> new Salted(salt(login), salted.iterations(), salted.keyLength())),
                Set.of(),
                Map.of());
    }

    /** A salt for somebody, who is the only one to have it: always the same one while this process runs. */
    String salt(Login login) {
        byte[] digest = Digests.hmac(key, Digests.utf8(login.realm() + ' ' + login.authid()));
        return Digests.base64(Arrays.copyOf(digest, SALT_BYTES));
    }
}
