package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ClientException;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What clients are told of what goes wrong with an action")
class ActionFailuresTest extends ShopCase {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{'action':'order'",
                "[]",
                "7",
                "null",
                "{}",
                "{'action':null,'data':{}}",
                "{'action':7,'data':{}}",
                "{'action':'order'}",
                "{'action':'order','data':null}",
                "{'action':'order','data':{},'data':{}}",
                "{'action':'order','data':{},'id':[]}"
            })
    @DisplayName("PAR-301 what is no action is told by fatalError, and closes with 1007; nobody else notices")
    void broken(String message) {
        FakeConnection bob = connect("bob");
        List<String> answers = ask(bob, message);
        assertEquals(1, answers.size());
        assertTrue(answers.get(0).startsWith(json("{'action':'fatalError','data':{'message':'")), answers.get(0));
        assertTrue(answers.get(0).contains(json("'code':'invalid'")), answers.get(0));
        assertEquals(1007, bob.closeInfo().orElseThrow().code());
        assertEquals(List.of(), ada.received());
        assertTrue(ada.isOpen());
        assertEquals(List.of(), tester.component().errors);
    }

    @Test
    @DisplayName("PAR-302 an unknown action is an error for its sender only, and the connection stays")
    void unknown() {
        FakeConnection bob = connect("bob");
        assertAnswer(
                "{'action':'error','data':{'message':'There is no such action here.','code':'unknown-action'},'id':3}",
                "{'action':'nothing','data':{},'id':3}");
        assertTrue(ada.isOpen());
        assertEquals(List.of(), bob.received());
    }

    @Test
    @DisplayName("PAR-306 a binary message is told by fatalError, and closes with 1003")
    void binary() {
        ada.sendBinary((byte) 1);
        assertEquals(
                List.of(
                        json(
                                "{'action':'fatalError','data':{'message':'There are no binary messages here.','code':'invalid'}}")),
                ada.received());
        assertEquals(1003, ada.closeInfo().orElseThrow().code());
    }

    @Test
    @DisplayName("capstan.action.on-invalid=error lets a connection stay, whatever it has sent")
    void staying() {
        tester.close();
        tester =
                start(ComponentTester.builder(connections -> new Shop()).setting("capstan.action.on-invalid", "error"));
        ada = connect("ada");
        assertAnswer(
                "{'action':'error','data':{'message':'This action needs data.','code':'invalid','field':'data'},'id':1}",
                "{'action':'order','id':1}");
        ada.sendBinary((byte) 1);
        assertTrue(ada.isOpen());
    }

    @Test
    @DisplayName("PAR-303 what fails a stage is told as what a method throws, with the id of its request")
    void failedStages() {
        ask(ada, "{'action':'later','id':1}");
        tester.component().slow.completeExceptionally(new ClientException("Too late.", "late", false));
        tester.settle();
        assertEquals(
                List.of(json("{'action':'error','data':{'message':'Too late.','code':'late'},'id':1}")),
                ada.received());
        assertEquals(List.of("ClientException"), tester.component().errors);
    }

    private void assertFailure(String kind, String answer, int close) {
        FakeConnection bob = connect("bob");
        List<String> answers = ask(bob, "{'action':'fail','data':{'kind':'" + kind + "'},'id':9}");
        assertEquals(
                List.of(json(answer)),
                answers.stream().map(ActionFailuresTest::masked).toList());
        assertEquals(close == 0, bob.isOpen());
        bob.closeInfo().ifPresent(info -> assertEquals(close, info.code()));
    }

    /** Without the id of the line in the log, which is another one each time. */
    private static String masked(String answer) {
        return answer.replaceAll("\"reference\":\"[0-9a-f]{12}\"", "\"reference\":\"#\"");
    }

    @Test
    @DisplayName("PAR-303 a ClientException is told with exactly its text, by error, or by fatalError before the close")
    void clientExceptions() {
        assertFailure("error", "{'action':'error','data':{'message':'\\'Sold\\' out\\n','code':'sold-out'},'id':9}", 0);
        assertFailure("plain", "{'action':'error','data':{'message':'No.','code':'refused'},'id':9}", 0);
        assertFailure("fatal", "{'action':'fatalError','data':{'message':'Go away.','code':'banned'},'id':9}", 1008);
        assertFailure(
                "code", "{'action':'fatalError','data':{'message':'This is over.','code':'refused'},'id':9}", 4000);
        assertEquals(4, tester.component().errors.size());
        assertEquals(List.of(), tester.errors(), "nothing that the application has to mend");
    }

    @Test
    @DisplayName("PAR-303 a ClientException of another callback is told in the same words")
    void inOpen() {
        FakeConnection bob = tester.connect("/shop/7?greet=bob");
        assertEquals(
                List.of(json("{'action':'fatalError','data':{'message':'Not today, bob','code':'closed'}}")),
                bob.received());
        assertEquals(1008, bob.closeInfo().orElseThrow().code());
        FakeConnection soft = tester.connect("/shop/7?greet=softly");
        assertEquals(
                List.of(json("{'action':'error','data':{'message':'Not today, softly','code':'closed'}}")),
                soft.received());
        assertTrue(soft.isOpen());
    }

    @Test
    @DisplayName("NOT-16 PAR-126 of any other exception a client learns nothing but an id")
    void internal() {
        String internal =
                "{'action':'fatalError','data':{'message':'Internal server error','code':'internal','reference':'#'},'id':9}";
        assertFailure("other", internal, 1011);
        assertFailure("checked", internal, 1011);
        assertFailure("error-class", internal, 1011);
        assertEquals(3, tester.errors().size());
    }

    @Test
    @DisplayName("with keep-open a connection survives a fault of the application, and is told by error")
    void keepOpen() {
        tester.close();
        tester = start(
                ComponentTester.builder(connections -> new Shop()).setting("capstan.component.on-error", "keep-open"));
        assertFailure(
                "other",
                "{'action':'error','data':{'message':'Internal server error','code':'internal','reference':'#'},'id':9}",
                0);
        assertEquals(1, tester.errors().size());
    }

    @Test
    @DisplayName("PAR-303 the mapper whose type is the nearest says what a client is told of an exception")
    void mappers() {
        tester.close();
        tester = start(ComponentTester.builder(connections -> new Shop())
                .mapper(RuntimeException.class, e -> new ClientException("Try again.", "again", true))
                .mapper(NoSuchElementException.class, e -> new ClientException("There is none.", "not-found", false)));
        assertFailure("mapped", "{'action':'error','data':{'message':'There is none.','code':'not-found'},'id':9}", 0);
        assertFailure("child", "{'action':'fatalError','data':{'message':'Try again.','code':'again'},'id':9}", 1008);
        assertFailure(
                "checked",
                "{'action':'fatalError','data':{'message':'Internal server error','code':'internal','reference':'#'},'id':9}",
                1011);
        assertEquals(1, tester.errors().size());
    }

    @Test
    @DisplayName("@RolesAllowed on a method holds for its action; others are told, and stay")
    void roles() {
        assertAnswer(
                "{'action':'error','data':{'message':'You may not do this.','code':'forbidden'},'id':1}",
                "{'action':'till','id':1}");
        FakeConnection clerk = connect("carl", "clerk");
        assertEquals(List.of(json("{'action':'till','data':'open'}")), ask(clerk, "{'action':'till'}"));
    }
}
