package io.capstan.bench.server;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;
import java.util.Set;

/** Groups as components have them: a view with a condition. The path names the groups of a connection. */
@Route("/bench/groups/{groups}")
public class Groups implements MessageComponent {

    private static final String GROUPS = "groups";

    @Override
    public void onOpen(Connection member) {
        member.attributes().put(GROUPS, Set.of(member.variable(GROUPS).split("-")));
    }

    @Override
    public void onMessage(Connection member, String text) {}

    static boolean has(Connection member, String group) {
        return member.attributes().get(GROUPS) instanceof Set<?> its && its.contains(group);
    }

    /** Where publications go in. */
    @Route("/bench/groups-in")
    public static class In implements MessageComponent {

        @Inject
        Connections connections;

        @Override
        public void onMessage(Connection publisher, String text) {
            String group = Topic.of(text);
            connections.of(Groups.class).where(each -> has(each, group)).broadcast(text);
        }
    }
}
