package io.capstan.wamp.message;

import java.util.List;
import java.util.Optional;

/** The members of options that say how a payload is encoded; they go to the other side as they are. */
public final class Passthru {
    private static final List<String> MEMBERS = List.of("ppt_scheme", "ppt_serializer", "ppt_cipher", "ppt_keyid");

    private Passthru() {}

    /** Those of these options. */
    public static Dict of(Dict options) throws ProtocolViolation {
        Dict found = Dict.EMPTY;
        for (String member : MEMBERS) {
            Optional<String> value = options.string(member);
            if (value.isPresent()) {
                found = found.with(member, value.get());
            }
        }
        return found;
    }

    /** Details with the members of another dict. */
    public static Dict into(Dict details, Dict passthru) {
        Dict all = details;
        for (var member : passthru.members().entrySet()) {
            all = all.with(member.getKey(), member.getValue());
        }
        return all;
    }
}
