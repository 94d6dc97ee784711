package io.capstan.gate;

import java.util.List;
import java.util.Optional;

/** Which pages may connect: by default those that came from this very host. */
final class OriginRule implements Rule {

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        GateRequest request = candidate.request();
        List<String> origins = request.all("Origin");
        if (origins.isEmpty()) {
            return candidate.options().originRequired()
                    ? Rule.refuse(403, "The header Origin is missing.")
                    : Optional.empty();
        }
        boolean allowed = request.only("Origin")
                .flatMap(Origin::parse)
                .filter(origin -> candidate.options().origins().stream().anyMatch(rule -> rule.allows(origin, request)))
                .isPresent();
        return allowed
                ? Optional.empty()
                : Rule.refuse(403, "Pages of this origin may not connect here.")
                        .map(refusal -> refusal.because(String.join(", ", origins)));
    }
}
