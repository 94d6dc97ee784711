package io.capstan.wamp.broker;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.channel.Payload;
import io.capstan.wamp.message.Arguments;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What the application and clients of other dialects publish, as arguments. */
final class Foreign {
    /** How many lists and dicts may stand within each other, less the list of the arguments itself. */
    private static final int DEEPEST = 99;

    private Foreign() {}

    /** What was published, as the only argument. */
    static Arguments arguments(Payload payload) {
        ByteBuffer binary = payload.raw().binary();
        if (binary != null) {
            byte[] bytes = new byte[binary.remaining()];
            binary.get(bytes);
            return Arguments.of((Object) bytes);
        }
        String text = String.valueOf(payload.raw().text());
        return payload.isJson() && isShallow(text) ? Arguments.ofJson(List.of(text), Map.of()) : Arguments.of(text);
    }

    /** Whether JSON can be read by everybody; what is too deep comes as the text that it is. */
    private static boolean isShallow(String json) {
        long brackets = json.chars().filter(at -> at == '[' || at == '{').count();
        return brackets <= DEEPEST || isReadable(json);
    }

    private static boolean isReadable(String json) {
        JsonCursor cursor = new JsonCursor("[" + json + "]");
        try {
            cursor.value();
            return true;
        } catch (MalformedException tooDeep) {
            return false;
        }
    }
}
