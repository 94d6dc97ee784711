package io.capstan.push;

import io.capstan.Push;
import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.action.RawJson;
import io.capstan.channel.ChannelNames;
import io.capstan.push.Fault.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads messages from outside: {@code {"action":"sendToDevice","device":"...","data":...}}. Total: what is wrong with one is
 * a {@link Fault} in its place, which names the field.
 */
final class Envelopes {
    /** What is quoted of a text that somebody has sent. */
    private static final int LONGEST_QUOTE = 50;

    private static final int LONGEST_ID = 128;

    private Envelopes() {}

    /** The message, or the list of messages, that a text is. */
    static Batch document(String text) throws MalformedException {
        JsonCursor cursor = new JsonCursor(text);
        List<Parsed> messages = new ArrayList<>();
        boolean list = cursor.take('[');
        if (!list) {
            messages.add(message(cursor, ""));
        } else if (!cursor.take(']')) {
            do {
                messages.add(message(cursor, "/" + messages.size()));
            } while (cursor.take(','));
            cursor.expect(']');
        }
        cursor.expectEnd();
        return new Batch(!list, messages);
    }

    private static Parsed message(JsonCursor cursor, String place) throws MalformedException {
        if (cursor.peek() != '{') {
            cursor.value();
            return Fault.of(Code.NOT_AN_OBJECT, place, "A message is a JSON object.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        cursor.members((name, value) -> {
            if (fields.put(name, value) != null) {
                twice.add(name);
            }
        });
        try {
            Message message = new Message(fields, place);
            return twice.isEmpty() ? message.read() : message.fault(Code.DUPLICATE, twice.get(0), "is there twice");
        } catch (FaultException e) {
            return e.fault;
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    /** What is wrong with a message. */
    private static final class FaultException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        FaultException(Fault fault) {
            super(fault.reason(), null, false, false);
            this.fault = fault;
        }
    }

    /**
     * The fields of a message.
     *
     * @param fields by their names, as they are written
     * @param place where in the document it is
     */
    private record Message(Map<String, String> fields, String place) {

        Parsed read() throws FaultException {
            Optional<String> id = id();
            require("action");
            String name = text("action");
            Action action = Action.of(name)
                    .orElseThrow(() -> new FaultException(fault(
                            Code.UNKNOWN_ACTION,
                            "action",
                            "is '" + shortened(name) + "'; allowed is " + Action.names())));
            for (String field : fields.keySet()) {
                if (!action.takes(field)) {
                    throw new FaultException(fault(
                            Code.UNKNOWN_FIELD,
                            field,
                            "is nothing for " + action.text() + "; allowed is " + action.fields()));
                }
            }
            for (String field : action.required()) {
                require(field);
            }
            return new Envelope(id, place, request(action));
        }

        private Push.Request request(Action action) throws FaultException {
            return switch (action) {
                case MULTICAST -> new Push.Multicast(data());
                case SEND_TO_CHANNEL -> new Push.SendToChannel(channel(), data());
                case SEND_TO_DEVICE -> new Push.SendToDevice(device(), data());
                case SUBSCRIBE -> new Push.Subscribe(device(), channel(), remember());
                case UNSUBSCRIBE -> new Push.Unsubscribe(device(), channel());
            };
        }

        private Optional<String> id() throws FaultException {
            if (!fields.containsKey("id")) {
                return Optional.empty();
            }
            String id = text("id");
            if (id.isEmpty() || id.length() > LONGEST_ID) {
                throw invalid("id", "has 1 to " + LONGEST_ID + " characters");
            }
            return Optional.of(id);
        }

        private String channel() throws FaultException {
            String name = text("channel");
            if (!ChannelNames.isValid(name)) {
                throw invalid(
                        "channel", "cannot be the name of one: 1 to 200 characters, no space, no control character");
            }
            return name;
        }

        private String device() throws FaultException {
            String device = text("device");
            if (!DeviceIds.isPossible(device)) {
                throw invalid("device", "has 1 to " + DeviceIds.LONGEST + " characters");
            }
            return device;
        }

        private boolean remember() throws FaultException {
            String value = fields.getOrDefault("remember", "false");
            if (!value.equals("true") && !value.equals("false")) {
                throw invalid("remember", "is true or false");
            }
            return value.equals("true");
        }

        private RawJson data() throws FaultException {
            RawJson data = new RawJson(fields.getOrDefault("data", "null"));
            if (data.isString()) {
                text("data");
            }
            return data;
        }

        private void require(String field) throws FaultException {
            if (!fields.containsKey(field)) {
                throw new FaultException(fault(Code.MISSING, field, "is missing"));
            }
        }

        /** A field that is a string. */
        private String text(String field) throws FaultException {
            RawJson value = new RawJson(fields.getOrDefault(field, "null"));
            if (!value.isString()) {
                throw invalid(field, "is a string");
            }
            String text = value.string();
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw invalid(field, "has half of a surrogate pair, which is no character");
            }
            return text;
        }

        private FaultException invalid(String field, String allowed) {
            return new FaultException(fault(Code.INVALID, field, allowed));
        }

        Fault fault(Code code, String field, String what) {
            Optional<String> id = Optional.empty();
            try {
                id = field.equals("id") ? id : id();
            } catch (FaultException none) {
                id = Optional.empty();
            }
            String pointer = place + "/" + shortened(field).replace("~", "~0").replace("/", "~1");
            return new Fault(code, id, pointer, "The field '" + shortened(field) + "' " + what + ".");
        }
    }
}
