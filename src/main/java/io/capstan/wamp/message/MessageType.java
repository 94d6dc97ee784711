package io.capstan.wamp.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of messages, with the codes that they begin with. */
public enum MessageType {
    HELLO(1, WampMessage.Hello.class, "Realm", "Details"),
    WELCOME(2, WampMessage.Welcome.class, "Session", "Details"),
    ABORT(3, WampMessage.Abort.class, "Details", "Reason", "Arguments", "ArgumentsKw"),
    CHALLENGE(4, WampMessage.Challenge.class, "AuthMethod", "Extra"),
    AUTHENTICATE(5, WampMessage.Authenticate.class, "Signature", "Extra"),
    GOODBYE(6, WampMessage.Goodbye.class, "Details", "Reason", "Arguments", "ArgumentsKw"),
    ERROR(
            8,
            WampMessage.Failure.class,
            "REQUEST.Type",
            "REQUEST.Request",
            "Details",
            "Error",
            "Arguments",
            "ArgumentsKw"),
    PUBLISH(16, WampMessage.Publish.class, "Request", "Options", "Topic", "Arguments", "ArgumentsKw"),
    PUBLISHED(17, WampMessage.Published.class, "PUBLISH.Request", "Publication"),
    SUBSCRIBE(32, WampMessage.Subscribe.class, "Request", "Options", "Topic"),
    SUBSCRIBED(33, WampMessage.Subscribed.class, "SUBSCRIBE.Request", "Subscription"),
    UNSUBSCRIBE(34, WampMessage.Unsubscribe.class, "Request", "SUBSCRIBED.Subscription"),
    UNSUBSCRIBED(35, WampMessage.Unsubscribed.class, "UNSUBSCRIBE.Request", "Details"),
    EVENT(
            36,
            WampMessage.Event.class,
            "SUBSCRIBED.Subscription",
            "PUBLISHED.Publication",
            "Details",
            "Arguments",
            "ArgumentsKw"),

    /** Not of the specification: Autobahn's subscribers acknowledge events with it. */
    EVENT_RECEIVED(337, WampMessage.EventReceived.class, "EVENT.Publication"),
    CALL(48, WampMessage.Call.class, "Request", "Options", "Procedure", "Arguments", "ArgumentsKw"),
    CANCEL(49, WampMessage.Cancel.class, "CALL.Request", "Options"),
    RESULT(50, WampMessage.Result.class, "CALL.Request", "Details", "Arguments", "ArgumentsKw"),
    REGISTER(64, WampMessage.Register.class, "Request", "Options", "Procedure"),
    REGISTERED(65, WampMessage.Registered.class, "REGISTER.Request", "Registration"),
    UNREGISTER(66, WampMessage.Unregister.class, "Request", "REGISTERED.Registration"),
    UNREGISTERED(67, WampMessage.Unregistered.class, "UNREGISTER.Request", "Details"),
    INVOCATION(
            68,
            WampMessage.Invocation.class,
            "Request",
            "REGISTERED.Registration",
            "Details",
            "Arguments",
            "ArgumentsKw"),
    INTERRUPT(69, WampMessage.Interrupt.class, "INVOCATION.Request", "Options"),
    YIELD(70, WampMessage.Yield.class, "INVOCATION.Request", "Options", "Arguments", "ArgumentsKw");

    private static final Map<Class<?>, MessageType> BY_CLASS =
            Stream.of(values()).collect(HashMap::new, (map, type) -> map.put(type.message, type), Map::putAll);
    private static final Map<Integer, MessageType> BY_CODE =
            Stream.of(values()).collect(HashMap::new, (map, type) -> map.put(type.code, type), Map::putAll);

    private final int code;
    private final Class<? extends WampMessage> message;
    private final List<String> elements;

    MessageType(int code, Class<? extends WampMessage> message, String... elements) {
        this.code = code;
        this.message = message;
        this.elements = List.of(elements);
    }

    static @Nullable MessageType of(long code) {
        return code == (int) code ? BY_CODE.get((int) code) : null;
    }

    /** The name of an element, counted from 0 behind the code. */
    String element(int index) {
        return elements.get(index);
    }

    /** What its messages look like: {@code [34, Request, SUBSCRIBED.Subscription]}. */
    String shape() {
        return "[" + code + ", " + String.join(", ", elements) + "]";
    }

    static MessageType of(WampMessage message) {
        MessageType type = BY_CLASS.get(message.getClass());
        if (type == null) {
            throw new IllegalStateException("Unknown: " + message.getClass());
        }
        return type;
    }

    /** What its messages begin with. */
    public int code() {
        return code;
    }
}
