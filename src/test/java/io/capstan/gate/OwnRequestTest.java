package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.servlet.http.WebConnection;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnRequestTest {
    @Test
    @DisplayName("the connection of a server that uses no request again is what is to be closed")
    void others() {
        WebConnection connection = (WebConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebConnection.class}, (proxy, method, arguments) -> null);
        assertSame(connection, OwnRequest.of(connection));
    }
}
