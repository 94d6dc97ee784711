package io.capstan.bench.server;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** Groups as components have them: channels. The path names the groups of a connection. */
@Route("/bench/groups/{groups}")
public class Groups implements MessageComponent {
    private static final String GROUP = "group.";

    @Inject
    Channels channels;

    @Override
    public void onOpen(Connection member) {
        for (String number : member.variable("groups").split("-")) {
            channels.channel(GROUP + number).join(member);
        }
    }

    @Override
    public void onMessage(Connection member, String text) {}

    /** Where publications go in. */
    @Route("/bench/groups-in")
    public static class In implements MessageComponent {

        @Inject
        Channels channels;

        @Override
        public void onMessage(Connection publisher, String text) {
            channels.publish(GROUP + Topic.of(text), text);
        }
    }
}
