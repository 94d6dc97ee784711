package io.capstan.wamp.auth;

import io.capstan.Wamp.Authenticator;
import io.capstan.Wamp.Login;
import io.capstan.Wamp.Member;
import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Dict;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks those for more who have proved who they are, where a bean wants it: a code of one use, by a second challenge, for which
 * the client is asked as for a ticket.
 *
 * @param beans asked in this order; the first that wants more counts
 */
record SecondFactor(List<Authenticator> beans) {

    /** The step that follows: the same, or a challenge. */
    Step ask(Applicant applicant, Step.Admitted admitted) {
        Identity identity = admitted.identity();
        Login login = Results.login(applicant, identity.authmethod());
        Member member = new Member(
                identity.realm(),
                applicant.session(),
                identity.authid(),
                identity.authrole(),
                identity.authmethod(),
                identity.caller());
        Optional<Predicate<String>> check = beans.stream()
                .map(bean -> bean.secondFactor(login, member))
                .flatMap(Optional::stream)
                .findFirst();
        return check.<Step>map(proves -> new Step.Challenge(
                        "ticket",
                        Dict.of("factor", 2L),
                        (code, extra) -> proves.test(code) ? admitted : Results.denied()))
                .orElse(admitted);
    }
}
