package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.apache.catalina.connector.RequestFacade;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PayaraUpgradeTest {
    private final HttpServletRequest plain = (HttpServletRequest) Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, given) -> {
                throw new UnsupportedOperationException(called.toString());
            });

    @Test
    @DisplayName("a request of Payara's is upgraded to a guard; from the first one on that is not as expected, none is")
    void upgrade() {
        RequestFacade.Request first = new RequestFacade.Request();
        UpgradeGuard guard = PayaraUpgrade.of(new RequestFacade(plain, first));
        assertNotNull(guard);
        assertSame(guard, first.upgraded());
        assertFalse(first.knowsLocalText(), "a text for each connection, of which nobody asks");

        assertNull(PayaraUpgrade.of(new RequestFacade(plain, null)), "left to the server");

        RequestFacade.Request third = new RequestFacade.Request();
        assertNull(PayaraUpgrade.of(new RequestFacade(plain, third)));
        assertNull(third.upgraded(), "nothing has been done");
        assertTrue(third.knowsLocalText(), "nothing at all");
    }

    @Test
    @DisplayName("a request of another server, or one that the application has wrapped, is left to the server")
    void others() {
        assertNull(PayaraUpgrade.of(plain));
        assertNull(PayaraUpgrade.of(new HttpServletRequestWrapper(plain)));
    }
}
