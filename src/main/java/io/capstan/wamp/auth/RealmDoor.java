package io.capstan.wamp.auth;

import io.capstan.wamp.message.ProtocolViolation;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The door of a realm: takes the first of the client's methods that the realm knows and that can be used, asks for more proof
 * where an application wants that, and keeps count of those who fail.
 */
final class RealmDoor implements Door {
    private static final System.Logger LOG = System.getLogger(RealmDoor.class.getName());
    private static final String ANONYMOUS = "anonymous";

    private final Map<AuthMethod, Method> methods;
    private final SecondFactor second;
    private final Attempts attempts;

    /** @param methods those that the realm knows */
    RealmDoor(Map<AuthMethod, Method> methods, SecondFactor second, Attempts attempts) {
        this.methods = new LinkedHashMap<>(methods);
        this.second = second;
        this.attempts = attempts;
    }

    @Override
    public Step open(Applicant applicant) throws ProtocolViolation {
        if (!attempts.may(applicant)) {
            return new Step.Denied(Results.DENIED, "Too many attempts; try again in a minute.");
        }
        return guarded(applicant, () -> first(applicant));
    }

    private Step first(Applicant applicant) throws ProtocolViolation {
        for (Wanted wanted : wanted(applicant.methods())) {
            Method method = methods.get(wanted.method());
            Optional<Step> step = method == null ? Optional.empty() : method.begin(applicant, wanted.name());
            if (step.isPresent()) {
                return followed(applicant, wanted.method(), step.get());
            }
        }
        boolean nothingToShow = applicant.methods().stream().allMatch(ANONYMOUS::equals);
        return nothingToShow
                ? new Step.Denied("wamp.error.authentication_required", "This realm takes nobody who is anonymous.")
                : new Step.Denied(
                        "wamp.error.no_matching_auth_method",
                        "This realm knows "
                                + methods.keySet().stream().map(AuthMethod::id).toList()
                                + ", and none of the client's methods can be used.");
    }

    /** A method by the name that the client has for it. */
    private record Wanted(AuthMethod method, String name) {}

    /** What the gate knows comes first, since nothing has to be shown for it; who names no method has nothing to show. */
    private static List<Wanted> wanted(List<String> names) {
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(new Wanted(AuthMethod.CALLER, AuthMethod.CALLER.id()));
        if (names.isEmpty()) {
            wanted.add(new Wanted(AuthMethod.COOKIE, AuthMethod.COOKIE.id()));
            wanted.add(new Wanted(AuthMethod.ANONYMOUS, ANONYMOUS));
        }
        for (String name : names) {
            AuthMethod.named(name).ifPresent(method -> wanted.add(new Wanted(method, name)));
        }
        return wanted;
    }

    /** What comes of a step, once its proof is there. */
    private Step followed(Applicant applicant, AuthMethod method, Step step) {
        if (step instanceof Step.Challenge challenge) {
            return new Step.Challenge(
                    challenge.method(),
                    challenge.extra(),
                    (signature, extra) -> guarded(
                            applicant,
                            () -> followed(applicant, method, challenge.then().answer(signature, extra))));
        }
        if (step instanceof Step.Admitted admitted && method.isProof()) {
            Step more = second.ask(applicant, admitted);
            if (more instanceof Step.Challenge challenge) {
                return new Step.Challenge(
                        challenge.method(),
                        challenge.extra(),
                        (signature, extra) -> guarded(
                                applicant,
                                () -> remembered(applicant, challenge.then().answer(signature, extra))));
            }
            return remembered(applicant, more);
        }
        return step;
    }

    private static Step remembered(Applicant applicant, Step step) {
        if (step instanceof Step.Admitted admitted) {
            CookieMethod.remember(applicant, admitted);
        }
        return step;
    }

    /** A step that may ask an application, whose faults keep people outside. */
    @FunctionalInterface
    private interface Attempt {
        Step make() throws ProtocolViolation;
    }

    private Step guarded(Applicant applicant, Attempt attempt) throws ProtocolViolation {
        Step step;
        try {
            step = attempt.make();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Somebody could not be authenticated in the realm " + applicant.realm(), e);
            step = new Step.Denied(Results.FAILED, "The attempt could not be decided.");
        }
        if (step instanceof Step.Denied denied && denied.reason().equals(Results.DENIED)) {
            attempts.failed(applicant);
        }
        return step;
    }
}
