package io.capstan.gate;

import java.util.List;
import java.util.Optional;

/** A route that is bound to hosts is not there under another one. */
final class HostRule implements Rule {

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        List<String> hosts = candidate.options().hosts();
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        boolean known = HostName.of(candidate.request()).filter(hosts::contains).isPresent();
        return known
                ? Optional.empty()
                : Rule.refuse(404, "There is no WebSocket at this path.")
                        .map(refusal -> refusal.because(candidate.request().host()));
    }
}
