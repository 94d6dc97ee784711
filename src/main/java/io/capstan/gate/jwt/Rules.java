package io.capstan.gate.jwt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token has to be like, and what is read from it.
 *
 * @param algorithms with which of them it may be signed
 * @param issuer who has to have made it
 * @param audiences for one of whom it has to be made; empty: for anybody
 * @param skew by how much clocks may differ
 * @param expires whether it has to say when it expires
 * @param nameClaims the claims that may have the name of the caller, in this order
 * @param rolesClaim the claim with the roles
 * @param longest how many characters it may have
 */
record Rules(
        Set<String> algorithms,
        Optional<String> issuer,
        List<String> audiences,
        Duration skew,
        boolean expires,
        List<String> nameClaims,
        String rolesClaim,
        int longest) {}
