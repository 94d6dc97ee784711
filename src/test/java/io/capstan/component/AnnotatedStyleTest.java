package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Concurrent;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.QueryParam;
import io.capstan.WiringException;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is found wrong with handlers at deployment, and how it is said. */
class AnnotatedStyleTest {
    private final Components components = new Components();

    private List<String> faults(Class<?> type, String... routes) {
        List<String> faults = new ArrayList<>();
        components.check(type, Stream.of(routes).map(RouteTemplate::parse).toList(), faults::add);
        return faults;
    }

    /** The only fault, which begins with the class and the member. */
    private String fault(Class<?> type, String member, String... routes) {
        List<String> faults = faults(type, routes);
        assertEquals(1, faults.size(), faults::toString);
        String beginning = type.getName() + member + ": ";
        assertTrue(faults.get(0).startsWith(beginning), () -> faults.get(0) + " does not begin with " + beginning);
        return faults.get(0).substring(beginning.length());
    }

    static class TwoTexts {
        @OnMessage
        void first(String text) {}

        @OnMessage
        void second(List<String> names) {}
    }

    static class BothStyles implements MessageComponent {
        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {}

        @OnMessage
        void bytes(byte[] bytes) {}
    }

    static class SameMethod implements MessageComponent {
        @Override
        @OnMessage
        public void onMessage(Connection connection, String text) {}
    }

    @Test
    @DisplayName("PAR-005 two handlers of one kind fail, in one style or in both")
    void two() {
        assertEquals(
                "two handlers take text messages, first(String) and second(List); allowed is one.",
                fault(TwoTexts.class, ""));
        assertEquals(
                "two handlers take binary messages, onMessage(Connection, ByteBuffer) and bytes(byte[]); allowed is"
                        + " one.",
                fault(BothStyles.class, ""));
        assertEquals(List.of(), faults(SameMethod.class), "one method is one handler, annotated or not");
    }

    static class Hidden {
        @OnMessage
        private void hear(String text) {}
    }

    static class Fixed {
        @OnOpen
        static void open() {}
    }

    static class Torn {
        @OnOpen
        @OnMessage
        void torn(String text) {}
    }

    @Test
    @DisplayName("a method that no proxy can stand for fails, and so does one with two annotations")
    void methods() {
        assertEquals(
                "is private, so that it cannot be called as a method of a bean; allowed is any other method.",
                fault(Hidden.class, ".hear(String)"));
        assertEquals(
                "is static, so that it cannot be called as a method of a bean; allowed is any other method.",
                fault(Fixed.class, ".open()"));
        assertEquals(
                "has several of the annotations @OnOpen, @OnMessage, @OnClose and @OnError; allowed is one.",
                fault(Torn.class, ".torn(String)"));
    }

    static class Jakarta {
        @OnMessage
        void hear(String text, Session session) {}
    }

    static class Reason {
        @OnClose
        void left(CloseReason reason) {}
    }

    static class Narrow {
        @OnError
        void failed(IOException error) {}
    }

    static class Partial {
        @OnMessage
        void hear(String text, boolean last) {}
    }

    static class Stream1 {
        @OnMessage
        void hear(BufferedReader reader) {}
    }

    static class TwoMessages {
        @OnMessage
        void hear(String room, String text) {}
    }

    static class NoMessage {
        @OnMessage
        void hear(Connection connection) {}
    }

    static class Early {
        @OnOpen
        void open(String room) {}
    }

    static class Twice {
        @OnOpen
        void open(Connection one, Connection two) {}
    }

    @Test
    @DisplayName("a parameter that nothing can be had for fails, with what is allowed and what was probably meant")
    void parameters() {
        assertEquals(
                "parameter 2 'Session session': nothing of this type can be had in @OnMessage; allowed are the message"
                        + " (String, byte[], ByteBuffer, Reader, InputStream, or a type that JSON-B makes of a text), Connection, Caller,"
                        + " Handshake, HttpSession, Optional<HttpSession>, @PathParam, @QueryParam;"
                        + " probably meant: Connection.",
                fault(Jakarta.class, ".hear(String, Session)"));
        assertEquals(
                "parameter 1 'CloseReason reason': nothing of this type can be had in @OnClose; allowed are Connection,"
                        + " Caller, Handshake, Optional<HttpSession>, CloseInfo, @PathParam, @QueryParam;"
                        + " probably meant: CloseInfo.",
                fault(Reason.class, ".left(CloseReason)"));
        assertContains(fault(Narrow.class, ".failed(IOException)"), "probably meant: Throwable");
        assertContains(fault(Partial.class, ".hear(String, boolean)"), "messages are always complete here");
        assertContains(fault(Stream1.class, ".hear(BufferedReader)"), "probably meant: Reader");
        assertContains(
                fault(Early.class, ".open(String)"), "parameter 1 'String room'", "probably meant: @PathParam or");
    }

    @Test
    @DisplayName("there is one message for a handler, and everything else is there at most once")
    void once() {
        assertEquals(
                "parameter 2 'String text': the message is taken by a parameter before it already; allowed is one, and"
                        + " @PathParam or @QueryParam on others.",
                fault(TwoMessages.class, ".hear(String, String)"));
        assertEquals(
                "no parameter takes the message; add one: String, byte[], ByteBuffer, Reader, InputStream, or a type that JSON-B makes of a"
                        + " text.",
                fault(NoMessage.class, ".hear(Connection)"));
        assertEquals(
                "parameter 2 'Connection two': there is one Connection already; allowed is one.",
                fault(Twice.class, ".open(Connection, Connection)"));
    }

    static class Path {
        @OnOpen
        void open(@PathParam("rom") String room) {}
    }

    static class SomePaths {
        @OnOpen
        void open(@PathParam("room") Optional<UUID> room) {}
    }

    static class OddPath {
        @OnOpen
        void open(@PathParam("room") Thread room) {}
    }

    @Test
    @DisplayName("a variable that the route does not have fails, with those that it has")
    void variables() {
        assertEquals(
                "parameter 1 'String room': the route '/chat/{room}/**' has no variable 'rom'; allowed is 'room',"
                        + " '**'.",
                fault(Path.class, ".open(String)", "/chat/{room}/**"));
        assertContains(fault(Path.class, ".open(String)", "/chat"), "has no variable 'rom'; it has none.");
        assertContains(
                fault(Path.class, ".open(String)", "/chat/{rom}", "/chat"),
                "the route '/chat' has no variable",
                "take it as Optional");
        assertEquals(List.of(), faults(SomePaths.class, "/chat/{room}", "/chat"));
        assertContains(
                fault(SomePaths.class, ".open(Optional)", "/chat/{x}", "/chat"), "'/chat/{x}' has no variable 'room'");
        assertContains(
                fault(OddPath.class, ".open(Thread)", "/chat/{room}"),
                "cannot be had as class java.lang.Thread",
                "fromString(String)");
    }

    static class NoDefault {
        @OnOpen
        void open(@QueryParam("page") int page) {}
    }

    static class OddDefault {
        @OnOpen
        void open(@QueryParam(value = "page", defaultValue = "one") int page) {}
    }

    static class Defaults {
        @OnOpen
        void open(@QueryParam(value = "page", defaultValue = "1") Optional<Integer> page) {}
    }

    static class Both {
        @OnOpen
        void open(@QueryParam("page") @PathParam("page") String page) {}
    }

    @Test
    @DisplayName("a query parameter that could be null, or has a default that it cannot have, fails")
    void query() {
        assertEquals(
                "parameter 1 'int page': @QueryParam(\"page\") has 0 default values; allowed is one, for a client that"
                        + " does not say 'page'; or make it Optional<Integer>.",
                fault(NoDefault.class, ".open(int)"));
        assertContains(fault(OddDefault.class, ".open(int)"), "the default value 'one', which is no int.");
        assertContains(fault(Defaults.class, ".open(Optional)"), "allowed is none, for it may be empty.");
        assertContains(fault(Both.class, ".open(String)"), "it is @PathParam and @QueryParam; allowed is one of them.");
    }

    record Secret(String word) {}

    static class SecretTaker {
        @OnMessage
        void hear(List<Secret> secrets) {}
    }

    abstract static class Generic<T> {
        @OnMessage
        void hear(T thing) {}
    }

    static class Concrete extends Generic<String> {}

    @Test
    @DisplayName("a type that JSON-B cannot make fails: one that is not public, and one that is not known")
    void json() {
        assertEquals(
                "parameter 1 'List secrets': " + Secret.class.getName()
                        + " is not public, so that JSON-B cannot make one; make it public.",
                fault(SecretTaker.class, ".hear(List)"));
        List<String> faults = faults(Concrete.class);
        assertEquals(1, faults.size());
        assertContains(faults.get(0), "what 'T' stands for is not known here", "Generic.hear(Object)");
    }

    static class Returns {
        @OnClose
        String left(CloseInfo close) {
            return "";
        }

        @OnError
        CompletionStage<String> failed(Throwable error) {
            return null;
        }

        @OnMessage
        Future<String> hear(String text) {
            return null;
        }
    }

    static class Ended {
        @OnClose
        void left(HttpSession session) {}
    }

    static class Beside {
        @OnOpen
        @Concurrent
        void open() {}
    }

    @Test
    @DisplayName(
            "a return value that cannot be sent fails, and so do a session that may be over and a vain @Concurrent")
    void returns() {
        List<String> faults = faults(Returns.class);
        assertEquals(3, faults.size());
        assertContains(faults.get(0), "failed(Throwable): returns CompletionStage", "allowed is void, or the reply");
        assertContains(faults.get(1), "hear(String): returns Future", "probably meant: CompletionStage");
        assertContains(faults.get(2), "left(CloseInfo): returns String", "nobody is there any more", "void");
        assertContains(fault(Ended.class, ".left(HttpSession)"), "take Optional<HttpSession>");
        assertContains(fault(Beside.class, ".open()"), "@Concurrent has no effect here");
    }

    static class Base {
        @OnMessage
        void hear(String text) {}

        @OnOpen
        void open() {}
    }

    static class Overriding extends Base {
        @Override
        void hear(String text) {}
    }

    @Test
    @DisplayName("handlers are inherited, unless they are overridden without the annotation")
    void inherited() {
        Handlers handlers = components.of(Overriding.class, new Overriding()).handlers();
        assertTrue(handlers.open().isPresent());
        assertFalse(handlers.text().isPresent());
    }

    static class Limited {
        @OnMessage(maxMessageSize = 10)
        @Concurrent
        void hear(String text) {}

        @OnMessage
        void hear(ByteBuffer bytes) {}
    }

    @Test
    @DisplayName("a handler knows the size that its annotation allows, and whether it is concurrent")
    void facts() {
        Handlers handlers = components.of(Limited.class, new Limited()).handlers();
        assertEquals(10, Components.largestMessage(Limited.class).orElseThrow());
        assertTrue(handlers.text().orElseThrow().concurrent());
        assertFalse(handlers.binary().orElseThrow().concurrent());
    }

    @Test
    @DisplayName("a class that nobody has checked says all that is wrong when it is first used")
    void unchecked() {
        WiringException wrong = assertThrows(WiringException.class, () -> components.behind(new TwoTexts()));
        assertContains(wrong.getMessage(), "two handlers take text messages");
        WiringException nothing = assertThrows(WiringException.class, () -> components.behind("x"));
        assertContains(nothing.getMessage(), "java.lang.String: handles nothing", "@OnMessage");
    }

    private static void assertContains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }
}
