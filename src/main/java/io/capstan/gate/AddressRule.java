package io.capstan.gate;

import java.util.Optional;

/** Whose address is not blocked, and allowed where only some are. What has no address, on a Unix socket, may connect. */
final class AddressRule implements Rule {
    private final AddressList addresses;

    AddressRule(AddressList addresses) {
        this.addresses = addresses;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        return candidate
                        .request()
                        .client()
                        .filter(address -> !addresses.permits(address))
                        .isEmpty()
                ? Optional.empty()
                : Rule.refuse(403, "This address may not connect here.");
    }
}
