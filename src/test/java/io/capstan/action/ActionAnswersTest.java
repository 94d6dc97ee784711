package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What comes of an action")
class ActionAnswersTest extends ShopCase {
    @Test
    @DisplayName("PAR-304 a reply repeats action and id; one without data is sent to those who gave an id")
    void replies() {
        assertAnswer("{'action':'leave','id':'x'}", "{'action':'leave','id':'x'}");
        assertEquals(List.of(), ask(ada, "{'action':'leave'}"));
        assertEquals(List.of(json("{'action':'orders','data':0}")), ada.sendAction("orders", "[]"));
    }

    @Test
    @DisplayName("PAR-304 double-encoded data is a JSON string in which there is JSON")
    void doubleEncoded() {
        tester.close();
        tester = start(
                ComponentTester.builder(connections -> new Shop()).setting("capstan.action.data", "double-encoded"));
        ada = connect("ada");
        FakeConnection bob = connect("bob");
        assertEquals(
                List.of("{\"action\":\"order\",\"data\":\"{\\\"table\\\":\\\"7\\\",\\\"total\\\":1.10}\"}"),
                ask(ada, "{'action':'order','data':{'pieces':1}}"));
        ask(ada, "{'action':'shout','data':'hi'}");
        assertEquals(List.of("{\"action\":\"shout\",\"data\":\"\\\"hi\\\"\"}"), bob.received());
    }

    @Test
    @DisplayName("PAR-304 the reply of a stage comes when that is complete; other messages do not wait for it")
    void stages() {
        assertEquals(List.of(), ask(ada, "{'action':'later','id':1}"));
        assertAnswer("{'action':'find','data':null,'id':2}", "{'action':'find','id':2}");
        tester.component().slow.complete("done");
        tester.settle();
        assertEquals(
                json("{'action':'later','data':'done','id':1}"), ada.received().get(1));
    }

    @Test
    @DisplayName("PAR-305 receivers are all, all others, one user; the id is in the reply to the caller only")
    void receivers() {
        FakeConnection bob = connect("bob");
        FakeConnection tab = connect("bob");
        assertAnswer("{'action':'shout','data':'hi','id':1}", "{'action':'shout','data':'hi','id':1}");
        assertAnswer("{'action':'whisper','id':2}", "{'action':'whisper','data':'psst','id':2}");
        assertAnswer("{'action':'tell','id':3}", "{'action':'tell','data':{'to':'bob','text':'x'},'id':3}");
        for (FakeConnection each : List.of(bob, tab)) {
            assertEquals(
                    List.of(
                            json("{'action':'shout','data':'hi'}"),
                            json("{'action':'whisper','data':'psst'}"),
                            json("{'action':'tell','data':{'to':'bob','text':'x'}}")),
                    each.received());
        }
        assertAnswer(
                "{'action':'error','data':{'message':'This has to be a string or a number.','code':'invalid','field':"
                        + "'data.to'}}",
                "{'action':'tell','data':{}}");
        assertEquals(List.of(), ask(ada, "{'action':'tell','data':{'to':'nobody'}}"));
    }

    @Test
    @DisplayName("PAR-305 a channel gets the data as a publication, the user once, the caller with its id")
    void channel() {
        FakeConnection other = connect("ada");
        FakeConnection bob = connect("bob");
        ask(bob, "{'action':'follow'}");
        assertAnswer("{'action':'note','data':'salt','id':1}", "{'action':'note','data':'salt','id':1}");
        assertEquals(List.of(json("{'action':'note','data':'salt'}")), other.received());
        assertEquals(
                List.of(json("{'action':'channel.message','channel':'table.7','data':'salt'}")),
                bob.received().stream()
                        .map(text -> text.replaceAll("\"offset\":\\d+,", ""))
                        .toList());
    }

    @Test
    @DisplayName("channels can be followed where there are other actions, by their rules; and not, if that is set")
    void channels() {
        assertAnswer(
                "{'action':'error','data':{'message':'You may not do this with this channel.','code':'forbidden'}}",
                "{'action':'channel.subscribe','data':{'channel':'x'}}");
        assertAnswer("{'action':'hb'}", "{'action':'hb'}");
        tester.close();
        tester = start(ComponentTester.builder(connections -> new Shop()).setting("capstan.action.channels", "false"));
        ada = connect("ada");
        assertAnswer(
                "{'action':'error','data':{'message':'There is no such action here.','code':'unknown-action'}}",
                "{'action':'channel.subscribe','data':{'channel':'x'}}");
    }
}
