package io.capstan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WampFormTest {
    private static final int SIZE = 128;

    @ParameterizedTest
    @EnumSource
    @DisplayName("what the load generator says is what the router understands")
    void isUnderstood(WampForm form) throws ProtocolViolation {
        WampMessage.Hello hello = (WampMessage.Hello) decoded(form, form.hello("realm1"));
        assertEquals("realm1", hello.realm());

        WampMessage.Call call = (WampMessage.Call) decoded(form, call(form));
        assertEquals(WampForm.FIRST_REQUEST, call.request());
        assertEquals(WampRole.URI, call.procedure());
        assertEquals(
                List.of(new String(Payload.text(SIZE), StandardCharsets.US_ASCII)),
                call.arguments().positional());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what the router says is taken apart: type, number, payload, one message after the other")
    void isTakenApart(WampForm form) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int i = 0; i < (form.isBatched() ? 3 : 1); i++) {
            byte[] call = call(form);
            if (form.isBatched()) {
                frame.writeBytes(ByteBuffer.allocate(4).putInt(call.length).array());
            }
            frame.writeBytes(call);
        }
        byte[] bytes = frame.toByteArray();
        WampLoad load = new WampCallLoad(form, SIZE, 1);
        List<Integer> seen = new ArrayList<>();
        form.read(bytes, 0, bytes.length, (type, body, end) -> {
            seen.add(type);
            seen.add(form.integerBytes(bytes, body));
            assertEquals(0, Payload.stamp(bytes, load.argument(bytes, body, end)));
        });
        int digits = form == WampForm.JSON ? 10 : 5;
        assertEquals(form.isBatched() ? List.of(48, 5, 48, 5, 48, 5) : List.of(48, digits), seen);
    }

    private static byte[] call(WampForm form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(form.before(WampRole.CALL, 5));
        out.writeBytes(form.integer(WampForm.FIRST_REQUEST));
        out.writeBytes(form.after(WampRole.URI));
        out.writeBytes(form.beforeArgument(SIZE));
        out.writeBytes(Payload.text(SIZE));
        out.writeBytes(form.afterArgument());
        out.writeBytes(form.end());
        return out.toByteArray();
    }

    private static WampMessage decoded(WampForm form, byte[] message) throws ProtocolViolation {
        return (form == WampForm.JSON
                        ? Protocol.JSON.decode(new String(message, StandardCharsets.US_ASCII))
                        : Protocol.MSGPACK.decode(ByteBuffer.wrap(message)))
                .get(0);
    }
}
