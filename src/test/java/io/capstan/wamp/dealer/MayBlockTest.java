package io.capstan.wamp.dealer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MayBlockTest {
    private final Desk desk = new Desk();

    @Test
    @DisplayName(
            "calls and answers go on without waiting, but for what the realm itself answers and whatever is no call")
    void withoutWaiting() {
        assertFalse(desk.dealer.mayBlock(new WampMessage.Call(1, Dict.EMPTY, "shop.price", Arguments.NONE)));
        assertFalse(desk.dealer.mayBlock(new WampMessage.Yield(1, Dict.EMPTY, Arguments.NONE)));
        assertFalse(desk.dealer.mayBlock(new WampMessage.Failure(68, 1, Dict.EMPTY, "shop.error", Arguments.NONE)));
        assertTrue(desk.dealer.mayBlock(new WampMessage.Call(1, Dict.EMPTY, "wamp.registration.list", Arguments.NONE)));
        assertTrue(desk.dealer.mayBlock(new WampMessage.Register(1, Dict.EMPTY, "shop.price")));
        assertTrue(desk.dealer.mayBlock(new WampMessage.Cancel(1, Dict.EMPTY)));
        assertTrue(desk.dealer.mayBlock(new WampMessage.Publish(1, Dict.EMPTY, "shop.news", Arguments.NONE)));
    }
}
