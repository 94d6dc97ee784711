package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GateRequestTest {

    @Test
    @DisplayName("the path is raw and below the context, the query raw or empty")
    void path() {
        Requests request = new Requests().path("/chat/a%2Fb;v=1").query("a=%20");
        GateRequest read = GateRequest.of(request.servletRequest("/app", "127.0.0.1"));
        assertEquals("/chat/a%2Fb;v=1", read.path());
        assertEquals("a=%20", read.query());
        assertEquals(
                "",
                GateRequest.of(new Requests().servletRequest("", "127.0.0.1")).query());
        assertEquals(
                "/",
                GateRequest.of(new Requests().path("").servletRequest("/app", "127.0.0.1"))
                        .path());
    }

    @Test
    @DisplayName("addresses are literal; what is none is looked up nowhere; a port may be missing")
    void addresses() {
        GateRequest ipv4 = GateRequest.of(new Requests().servletRequest("", "127.0.0.1"));
        assertEquals("127.0.0.1", ipv4.remote().getAddress().getHostAddress());
        assertEquals(40000, ipv4.remote().getPort());
        assertEquals(0, ipv4.local().getPort());
        assertTrue(GateRequest.of(new Requests().servletRequest("", "unix"))
                .remote()
                .isUnresolved());
        assertTrue(!GateRequest.of(new Requests().servletRequest("", "::1"))
                .remote()
                .isUnresolved());
    }

    @Test
    @DisplayName("headers are found whatever their case, and cannot be changed")
    void headers() {
        GateRequest read =
                GateRequest.of(new Requests().set("X-Own", " 1 ", "2").servletRequest("", "127.0.0.1"));
        assertEquals(List.of(" 1 ", "2"), read.all("x-own"));
        assertEquals(Optional.empty(), read.only("x-own"));
        assertEquals(Optional.of("13"), read.only("SEC-WEBSOCKET-VERSION"));
        assertThrows(UnsupportedOperationException.class, () -> read.headers().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> read.all("x-own").clear());
    }

    @Test
    @DisplayName("a list runs over several headers, and empty members do not count")
    void lists() {
        GateRequest read = new Requests().set("X", " a ,, b", "", "c,").get();
        assertEquals(List.of("a", "b", "c"), read.list("X"));
        assertEquals(List.of(), read.list("Y"));
    }
}
