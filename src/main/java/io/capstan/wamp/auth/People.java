package io.capstan.wamp.auth;

import io.capstan.Wamp.Authenticator;
import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The people who may join a realm: those that are configured first, then those whom the beans of the application know.
 *
 * @param configured those of this realm
 * @param beans asked in this order
 */
record People(List<Principal> configured, List<Authenticator> beans) {

    /** Somebody with this name. */
    Optional<Principal> find(Login login) {
        return configured.stream()
                .filter(principal -> principal.authid().equals(login.authid()))
                .findFirst()
                .or(() -> ask(bean -> bean.find(login)));
    }

    /** Somebody with this public key, and this name if there is one. */
    Optional<Principal> withKey(Login login, String key) {
        return configured.stream()
                .filter(principal ->
                        login.authid().isEmpty() || principal.authid().equals(login.authid()))
                .filter(principal -> principal.keys().contains(key))
                .findFirst()
                .or(() -> ask(bean -> bean.find(login))
                        .filter(principal -> principal.keys().contains(key)));
    }

    /** Somebody whom a ticket stands for, as a bean says. */
    Optional<Principal> redeem(Login login, String ticket) {
        return ask(bean -> bean.redeem(login, ticket));
    }

    /** How one of them looks who has a secret; what is asked of those whom nobody knows should look the same. */
    Stream<Principal> withSecrets() {
        return configured.stream().filter(principal -> principal.secret().isPresent());
    }

    private Optional<Principal> ask(Function<Authenticator, Optional<Principal>> question) {
        return beans.stream().map(question).flatMap(Optional::stream).findFirst();
    }
}
