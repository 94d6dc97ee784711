package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.FakeConnection;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a method for an action takes")
class OnActionTest extends ShopCase {
    @Test
    @DisplayName("PAR-300 data is bound as a whole to the type of one parameter: a record, a generic type")
    void whole() {
        assertAnswer(
                "{'action':'order','data':{'table':'7','total':2.20},'id':1}",
                " \t\r\n{'action':'order','data':{'sku':'egg','pieces':2},'id':1} ");
        assertAnswer("{'action':'orders','data':3}", "{'data':[{'pieces':1},{'pieces':2}],'action':'orders'}");
    }

    @Test
    @DisplayName("PAR-300 data is bound by name to several parameters, each of its own type")
    void members() {
        assertAnswer(
                "{'action':'scalars','data':'a 1 -2 true LARGE 00000000-0000-0001-0000-000000000002 2026-02-28 1.50 {x=1}"
                        + " Optional[n] Optional.empty','id':'i'}",
                "{'action':'scalars','id':'i','data':{'sku':'a','pieces':1,'cents':-2,'fresh':true,'size':'LARGE','id':"
                        + "'00000000-0000-0001-0000-000000000002','day':'2026-02-28','price':1.50,'tags':{'x':1},'note':'n',"
                        + "'lines':null,'unknown':[{}]}}");
        assertAnswer(
                "{'action':'error','data':{'message':'This is needed, and missing.','code':'invalid','field':'data.pieces'},"
                        + "'id':2}",
                "{'action':'scalars','data':{'sku':'a'},'id':2}");
        assertAnswer(
                "{'action':'error','data':{'message':'This has not the form that is expected here.','code':'invalid',"
                        + "'field':'data.pieces'},'id':2}",
                "{'action':'scalars','data':{'sku':'a','pieces':'many'},'id':2}");
        assertTrue(ada.isOpen());
    }

    @Test
    @DisplayName("PAR-300 a method gets connection, caller, handshake and channels too")
    void others() {
        assertAnswer("{'action':'who','data':'ada ada /shop/{table} 0'}", "{'action':'who'}");
    }

    @Test
    @DisplayName("PAR-301 data may be missing where each parameter of it is optional, or there is none")
    void optional() {
        assertAnswer("{'action':'find','data':'number 7'}", "{'action':'find','data':7}");
        assertAnswer("{'action':'find','data':null}", "{'action':'find','data':null}");
        assertAnswer("{'action':'find','data':null,'id':1}", "{'action':'find','id':1}");
    }

    @Test
    @DisplayName("the route speaks capstan.json, and clients need not offer it")
    void subprotocol() {
        FakeConnection offering =
                tester.request("/shop/1").subprotocols("x", "capstan.json").connect();
        assertEquals(
                Optional.of("capstan.json"), offering.connection().handshake().subprotocol());
        assertEquals(Optional.empty(), ada.connection().handshake().subprotocol());
    }
}
