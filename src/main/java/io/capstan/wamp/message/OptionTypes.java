package io.capstan.wamp.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of the options and details that the specification names, and of those that real clients send. Others may be
 * anything, since later versions may know more.
 */
final class OptionTypes {

    /** What an option may be. */
    private enum Type {
        FLAG(Kind.BOOLEAN.toString()) {
            @Override
            boolean allows(Object value) {
                return value instanceof Boolean;
            }
        },
        INTEGER(Kind.INTEGER.toString()) {
            @Override
            boolean allows(Object value) {
                return value instanceof Long;
            }
        },
        STRING(Kind.STRING.toString()) {
            @Override
            boolean allows(Object value) {
                return value instanceof String;
            }
        },
        IDS("a list of ids") {
            @Override
            boolean allows(Object value) {
                return value instanceof List<?> list
                        && list.stream()
                                .allMatch(id -> id instanceof Long number && number >= 1 && number <= Ids.LARGEST);
            }
        },
        STRINGS("a list of strings") {
            @Override
            boolean allows(Object value) {
                return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            }
        },
        DICTS("a list of dicts") {
            @Override
            boolean allows(Object value) {
                return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance);
            }
        };

        private final String words;

        Type(String words) {
            this.words = words;
        }

        abstract boolean allows(Object value);
    }

    private static final Map<String, Type> PUBLISH = Map.ofEntries(
            Map.entry("acknowledge", Type.FLAG),
            Map.entry("exclude_me", Type.FLAG),
            Map.entry("disclose_me", Type.FLAG),
            Map.entry("retain", Type.FLAG),
            Map.entry("exclude", Type.IDS),
            Map.entry("exclude_authid", Type.STRINGS),
            Map.entry("exclude_authrole", Type.STRINGS),
            Map.entry("eligible", Type.IDS),
            Map.entry("eligible_authid", Type.STRINGS),
            Map.entry("eligible_authrole", Type.STRINGS));

    private static final Map<String, Type> EVENT = Map.of(
            "publisher", Type.INTEGER,
            "publisher_authid", Type.STRING,
            "publisher_authrole", Type.STRING,
            "topic", Type.STRING,
            "retained", Type.FLAG,
            "trustlevel", Type.INTEGER,
            "x_acknowledged_delivery", Type.FLAG);

    private static final Map<String, Type> SUBSCRIBE = Map.of("match", Type.STRING, "get_retained", Type.FLAG);

    private static final Map<String, Type> REGISTER = Map.of(
            "match", Type.STRING,
            "invoke", Type.STRING,
            "concurrency", Type.INTEGER,
            "disclose_caller", Type.FLAG,
            "force_reregister", Type.FLAG,
            "forward_timeout", Type.FLAG);

    private static final Map<String, Type> CALL = Map.of(
            "timeout", Type.INTEGER,
            "receive_progress", Type.FLAG,
            "progress", Type.FLAG,
            "disclose_me", Type.FLAG);

    private static final Map<String, Type> PROGRESS = Map.of("progress", Type.FLAG);

    private static final Map<String, Type> CANCEL = Map.of("mode", Type.STRING);

    /** Wherever there are options. */
    private static final Map<String, Type> COMMON = Map.of(
            "forward_for", Type.DICTS,
            "transaction_hash", Type.STRING,
            "enc_algo", Type.STRING,
            "enc_key", Type.STRING,
            "enc_serializer", Type.STRING,
            "ppt_scheme", Type.STRING,
            "ppt_serializer", Type.STRING,
            "ppt_cipher", Type.STRING,
            "ppt_keyid", Type.STRING);

    private OptionTypes() {}

    /** Refuses a message of which an option has another type. */
    static void check(MessageType type, Dict options) throws ProtocolViolation {
        Map<String, Type> own = types(type);
        for (Map.Entry<String, @Nullable Object> option : options.members().entrySet()) {
            String name = option.getKey();
            Object value = option.getValue();
            Type wanted = own.getOrDefault(name, COMMON.get(name));
            if (value != null && wanted != null && !wanted.allows(value)) {
                throw new ProtocolViolation(type + ": " + name + " has to be " + wanted.words + ".");
            }
        }
    }

    private static Map<String, Type> types(MessageType type) {
        return switch (type) {
            case PUBLISH -> PUBLISH;
            case EVENT -> EVENT;
            case SUBSCRIBE -> SUBSCRIBE;
            case REGISTER -> REGISTER;
            case CALL -> CALL;
            case CANCEL, INTERRUPT -> CANCEL;
            case RESULT, YIELD -> PROGRESS;
            default -> Map.of();
        };
    }
}
