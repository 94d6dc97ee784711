package io.capstan.channel;

import io.capstan.ChannelAuthorizer.Act;

/**
 * What clients may do with a channel.
 *
 * @param subscribe who may get what is published
 * @param publish who may publish
 * @param presence who may see who has joined
 * @param history who may see what was published before
 */
public record Permits(Permit subscribe, Permit publish, Permit presence, Permit history) {
    /** Nothing. */
    static final Permits NONE = new Permits(Permit.NOBODY, Permit.NOBODY, Permit.NOBODY, Permit.NOBODY);

    /** Who may do this. */
    Permit of(Act act) {
        return switch (act) {
            case SUBSCRIBE -> subscribe;
            case PUBLISH -> publish;
            case PRESENCE -> presence;
            case HISTORY -> history;
        };
    }
}
