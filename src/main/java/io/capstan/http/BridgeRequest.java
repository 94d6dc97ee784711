package io.capstan.http;

import io.capstan.WampException;
import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Errand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody asks of the bridge: {@code {"topic":…,"args":[…],"kwargs":{…},"options":{…}}}. What is in it is not
 * interpreted but put together as a message of {@code wamp.2.json}, so that the same holds as for all clients.
 */
final class BridgeRequest {
    private static final String INVALID = "wamp.error.invalid_argument";

    /** What can be asked for. */
    enum Kind {
        PUBLISH("publish", 16, "topic"),
        CALL("call", 48, "procedure");

        private final String path;
        private final int code;
        private final String uri;

        Kind(String path, int code, String uri) {
            this.path = path;
            this.code = code;
            this.uri = uri;
        }

        /** The last segment of its path. */
        String path() {
            return path;
        }
    }

    private BridgeRequest() {}

    /**
     * The message that is meant.
     *
     * @throws WampException if it is none
     */
    static WampMessage.Request read(Kind kind, String body) {
        Map<String, String> members = members(body, Set.of(kind.uri, "args", "kwargs", "options"));
        String uri = member(members, kind.uri, '"', "a string", null);
        String options = member(members, "options", '{', "an object", "{}");
        String args = member(members, "args", '[', "a list", "[]");
        String kwargs = member(members, "kwargs", '{', "an object", "{}");
        String message =
                "[" + kind.code + "," + Errand.REQUEST + "," + options + "," + uri + "," + args + "," + kwargs + "]";
        try {
            List<WampMessage> read = Protocol.JSON.decode(message);
            return read.get(0) instanceof WampMessage.Publish publish
                    ? acknowledged(publish)
                    : single((WampMessage.Call) read.get(0));
        } catch (ProtocolViolation e) {
            throw new WampException(INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> members(String body, Set<String> allowed) {
        Map<String, String> members = new HashMap<>();
        Map<String, String> twice = new HashMap<>();
        try {
            JsonCursor cursor = new JsonCursor(body);
            cursor.members((name, value) -> {
                if (members.put(name, value) != null) {
                    twice.put(name, value);
                }
            });
            cursor.expectEnd();
        } catch (MalformedException e) {
            throw new WampException(INVALID, String.valueOf(e.getMessage()));
        }
        if (!twice.isEmpty()) {
            throw new WampException(INVALID, "A member is there twice: " + twice.keySet() + ".");
        }
        members.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new WampException(
                            INVALID,
                            "There is no member '" + name + "'; allowed are "
                                    + String.join(
                                            ", ", allowed.stream().sorted().toList()) + ".");
                });
        return members;
    }

    private static String member(
            Map<String, String> members, String name, char first, String what, @Nullable String otherwise) {
        String value = members.get(name);
        if (value == null || value.equals("null") && otherwise != null) {
            if (otherwise == null) {
                throw new WampException(INVALID, "The member " + name + " is missing: " + what + ".");
            }
            return otherwise;
        }
        if (value.charAt(0) != first) {
            throw new WampException(INVALID, "The member " + name + " has to be " + what + ".");
        }
        return value;
    }

    private static WampMessage.Request acknowledged(WampMessage.Publish publish) {
        return new WampMessage.Publish(
                publish.request(), publish.options().with("acknowledge", true), publish.topic(), publish.arguments());
    }

    /** By HTTP there is one question and one answer. */
    private static WampMessage.Request single(WampMessage.Call call) throws ProtocolViolation {
        if (call.options().flag("progress") || call.options().flag("receive_progress")) {
            throw new WampException(
                    "wamp.error.option_not_allowed", "A call by HTTP has no parts, and neither has its result.");
        }
        return call;
    }
}
