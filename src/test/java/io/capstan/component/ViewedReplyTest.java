package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Message;
import io.capstan.OnAction;
import io.capstan.View;
import io.capstan.WiringException;
import io.capstan.action.ActionStyle;
import jakarta.websocket.OnMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViewedReplyTest {
    public static class Silent {
        @OnMessage
        @View("list")
        void any(String text) {}
    }

    public static class Ready {
        @OnMessage
        @View("list")
        Message any(String text) {
            return Message.text(text);
        }
    }

    public static class Nameless {
        @OnAction
        @View({})
        Object any(String text) {
            return text;
        }
    }

    private static String fault(Object bean) {
        Components components = new Components(List.of(new ActionStyle()));
        return assertThrows(WiringException.class, () -> StandAlone.of(components, bean, Optional.empty()))
                .getMessage();
    }

    private static void assertFault(Object bean, String method, String fault) {
        String message = fault(bean);
        assertTrue(message.contains(bean.getClass().getName() + "." + method + ": " + fault), message);
    }

    @Test
    @DisplayName("PAR-307 a view on a method whose reply has no properties fails the deployment")
    void nothing() {
        String end = ", which has no properties; return the object that is to be written.";
        assertFault(new Silent(), "any(String)", "has @View and returns void" + end);
        assertFault(new Ready(), "any(String)", "has @View and returns Message" + end);
    }

    @Test
    @DisplayName("PAR-307 a view without a name fails the deployment")
    void nameless() {
        assertFault(new Nameless(), "any(String)", "has @View without a name; allowed is at least one.");
    }
}
