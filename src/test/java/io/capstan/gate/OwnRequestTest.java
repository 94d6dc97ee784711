package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.WebConnection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnRequestTest {
    @Test
    @DisplayName("the connection of a server that uses no request again is what is to be closed")
    void others() throws Exception {
        List<String> called = new ArrayList<>();
        WebConnection connection = (WebConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebConnection.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return null;
                });
        OwnRequest.keep(connection);
        OwnRequest.close(connection);
        assertEquals(List.of("close"), called);
    }
}
