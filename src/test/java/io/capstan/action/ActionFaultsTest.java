package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.Concurrent;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.OnAction;
import io.capstan.Route;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import io.capstan.WiringException;
import io.capstan.testing.ComponentTester;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is found wrong with actions at deployment, and how it is said. */
class ActionFaultsTest {
    /** The faults of a component, without what they all begin with: the class. */
    private static List<String> faults(Object bean) {
        WiringException thrown = assertThrows(WiringException.class, () -> ComponentTester.of(bean));
        return String.valueOf(thrown.getMessage())
                .lines()
                .skip(1)
                .map(line -> line.replace(" - " + bean.getClass().getName(), ""))
                .toList();
    }

    private static String fault(Object bean) {
        List<String> faults = faults(bean);
        assertEquals(1, faults.size(), faults::toString);
        return faults.get(0);
    }

    static class Twice {
        @OnAction("show")
        void first() {}

        @OnAction("show")
        void second() {}
    }

    @Test
    @DisplayName("PAR-300 two methods for one action fail the deployment")
    void twice() {
        assertEquals(
                ": two methods are for the action 'show', first() and second(); allowed is one.", fault(new Twice()));
    }

    static class Both implements MessageComponent {
        @OnAction
        void show() {}

        @Override
        public void onMessage(Connection connection, String text) {}
    }

    @Test
    @DisplayName("PAR-005 who has actions takes no texts beside")
    void both() {
        assertEquals(
                ": two handlers take text messages, onMessage(Connection, String) and the methods with @OnAction; allowed"
                        + " is one.",
                fault(new Both()));
    }

    @Route("/unbound/{room}")
    static class Unbound {
        @OnAction
        void session(Session session) {}

        @OnAction
        void path(@PathParam("rom") String room) {}

        @OnAction
        void bytes(byte[] data) {}

        @OnAction
        void channel(Channel channel) {}

        @OnAction
        void named(@ChannelName("x.{rom}") Channel channel) {}

        @OnAction
        void same(@OnAction.Param("a") String a, @OnAction.Param("a") String b) {}

        @OnAction
        void hidden(Hidden hidden) {}
    }

    private record Hidden(String name) {}

    @Test
    @DisplayName("PAR-300 a parameter that can have no value fails, with class, method, parameter, and what is allowed")
    void unbound() {
        String allowed = "; allowed are values that JSON-B makes, Connection, Caller, Handshake, HttpSession,"
                + " Optional<HttpSession>, @PathParam, @QueryParam, @OnAction.Param, Channels, @ChannelName Channel";
        assertEquals(
                List.of(
                        ".bytes(byte[]): parameter 1 'byte[] data': nothing of this type can be had here" + allowed
                                + ".",
                        ".channel(Channel): parameter 1 'Channel channel': a channel is taken by @ChannelName(\"orders\")"
                                + " Channel orders, or by Channels.",
                        ".hidden(Hidden): parameter 1 'Hidden hidden': " + Hidden.class.getName()
                                + " is not public, so that JSON-B cannot make one; make it public.",
                        ".named(Channel): parameter 1 'Channel channel': @ChannelName has the variable {rom} in"
                                + " \"x.{rom}\", and the route '/unbound/{room}' has no variable 'rom'; allowed is 'room';"
                                + " {caller} and {data.name} are there always.",
                        ".path(String): parameter 1 'String room': the route '/unbound/{room}' has no variable 'rom';"
                                + " allowed is 'room'.",
                        ".same(String, String): parameter 2 'String b': the member 'a' of the data is taken by a parameter"
                                + " before it already; allowed is one.",
                        ".session(Session): parameter 1 'Session session': nothing of this type can be had here"
                                + allowed + "; probably meant: Connection."),
                faults(new Unbound()));
    }

    static class Odd {
        @OnAction("channel.subscribe")
        void taken() {}

        @OnAction
        Message message() {
            return Message.text("");
        }

        @OnAction
        Future<String> future() {
            throw new UnsupportedOperationException();
        }

        @OnAction
        @Concurrent
        void concurrent() {}

        @OnAction
        private void hidden() {}

        @SendTo(Receivers.ALL)
        void alone() {}
    }

    @Test
    @DisplayName("names that are taken, replies that are none, and methods that cannot be called fail")
    void odd() {
        assertEquals(
                List.of(
                        ".hidden(): is private, so that it cannot be called as a method of a bean; allowed is any other"
                                + " method.",
                        ".concurrent(): @Concurrent has no effect on one action; put it on the class, for all.",
                        ".future(): returns Future, which does not say when it is done; probably meant: CompletionStage.",
                        ".message(): returns Message, and the dialect makes the message; return the data of the reply.",
                        ".taken(): the action 'channel.subscribe' is Capstan's own; allowed is any other name.",
                        ".alone(): has @SendTo without @OnAction, so that nobody calls it; add @OnAction."),
                faults(new Odd()));
    }

    @Route("/sending/{room}")
    static class Sending {
        @OnAction
        @SendTo
        int nobody() {
            return 1;
        }

        @OnAction
        @SendTo({Receivers.ALL, Receivers.CALLER})
        int again() {
            return 1;
        }

        @OnAction
        @SendTo(Receivers.ALL)
        void nothing() {}

        @OnAction
        @SendTo(channel = "a.{rom}")
        int misspelt() {
            return 1;
        }

        @OnAction
        @SendTo(user = "{data.to")
        int open() {
            return 1;
        }
    }

    @Test
    @DisplayName("PAR-305 receivers that cannot be fail, with method and what is allowed")
    void receivers() {
        assertEquals(
                List.of(
                        ".again(): @SendTo names ALL and some of them again; allowed is ALL, and a channel.",
                        ".misspelt(): @SendTo has the variable {rom} in \"a.{rom}\", and the route '/sending/{room}' has no"
                                + " variable 'rom'; allowed is 'room'; {caller} and {data.name} are there always.",
                        ".nobody(): @SendTo names nobody; allowed are CALLER, ALL, OTHERS, user = \"...\", channel ="
                                + " \"...\".",
                        ".nothing(): has @SendTo and returns nothing that could be sent; return the data.",
                        ".open(): @SendTo has a bracket without its counterpart in \"{data.to\"; allowed are variables as"
                                + " {room}, {caller} and {data.name}."),
                faults(new Sending()));
    }

    @Test
    @DisplayName("settings of actions are checked with their key")
    void settings() {
        WiringException thrown =
                assertThrows(WiringException.class, () -> ComponentTester.builder(connections -> new ShopCase.Shop())
                        .setting("capstan.action.data", "twice")
                        .start());
        assertTrue(
                thrown.getMessage()
                        .contains(
                                "The setting capstan.action.data is 'twice'; allowed is one of value, double-encoded."),
                thrown.getMessage());
    }
}
