package io.capstan.wamp.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message: its elements have to be as many and of the kinds that the specification says, whatever it is written
 * in. What is wrong is said in the words of the specification, since people read it who wrote a client.
 */
final class MessageReader {
    private final Source source;
    private MessageType type = MessageType.HELLO;

    /** How many elements have been read behind the type. */
    private int element;

    private MessageReader(Source source) {
        this.source = source;
    }

    /** The message that is all there is to read. */
    static WampMessage read(Source source) throws ProtocolViolation {
        return new MessageReader(source).message();
    }

    private WampMessage message() throws ProtocolViolation {
        source.begin();
        type = type();
        WampMessage message = fields();
        source.end();
        return message;
    }

    private MessageType type() throws ProtocolViolation {
        if (!source.hasNext()) {
            throw new ProtocolViolation("A message has to begin with its type, and this one is empty.");
        }
        Kind kind = source.kind();
        if (kind != Kind.INTEGER) {
            throw new ProtocolViolation("The type of a message has to be an integer, and is " + kind + ".");
        }
        long code = source.integer();
        MessageType known = MessageType.of(code);
        if (known == null) {
            throw new ProtocolViolation("There is no message of type " + code + ".");
        }
        return known;
    }

    private WampMessage fields() throws ProtocolViolation {
        return switch (type) {
            case HELLO -> last(new WampMessage.Hello(string(), dict()));
            case WELCOME -> last(new WampMessage.Welcome(id(), dict()));
            case ABORT -> new WampMessage.Abort(dict(), string(), arguments());
            case CHALLENGE -> last(new WampMessage.Challenge(string(), dict()));
            case AUTHENTICATE -> last(new WampMessage.Authenticate(string(), dict()));
            case GOODBYE -> new WampMessage.Goodbye(dict(), string(), arguments());
            case ERROR -> failure();
            case PUBLISH -> publish();
            case PUBLISHED -> last(new WampMessage.Published(id(), id()));
            case SUBSCRIBE -> last(new WampMessage.Subscribe(id(), dict(), string()));
            case SUBSCRIBED -> last(new WampMessage.Subscribed(id(), id()));
            case UNSUBSCRIBE -> last(new WampMessage.Unsubscribe(id(), id()));
            case UNSUBSCRIBED -> unsubscribed();
            case EVENT -> event();
            case EVENT_RECEIVED -> last(new WampMessage.EventReceived(id()));
            case CALL -> call();
            case CANCEL -> last(new WampMessage.Cancel(id(), dict()));
            case RESULT -> result();
            case REGISTER -> last(new WampMessage.Register(id(), dict(), string()));
            case REGISTERED -> last(new WampMessage.Registered(id(), id()));
            case UNREGISTER -> last(new WampMessage.Unregister(id(), id()));
            case UNREGISTERED -> unregistered();
            case INVOCATION -> invocation();
            case INTERRUPT -> last(new WampMessage.Interrupt(id(), dict()));
            case YIELD -> yielded();
        };
    }

    private WampMessage failure() throws ProtocolViolation {
        int request = (int) integer(0, Integer.MAX_VALUE);
        long id = id();
        Dict details = dict();
        return new WampMessage.Failure(request, id, details, string(), arguments(details));
    }

    private WampMessage publish() throws ProtocolViolation {
        long id = id();
        Dict options = dict();
        return new WampMessage.Publish(id, options, string(), arguments(options));
    }

    private WampMessage event() throws ProtocolViolation {
        long subscription = id();
        long publication = id();
        Dict details = dict();
        return new WampMessage.Event(subscription, publication, details, arguments(details));
    }

    private WampMessage call() throws ProtocolViolation {
        long id = id();
        Dict options = dict();
        return new WampMessage.Call(id, options, string(), arguments(options));
    }

    private WampMessage result() throws ProtocolViolation {
        long id = id();
        Dict details = dict();
        return new WampMessage.Result(id, details, arguments(details));
    }

    private WampMessage invocation() throws ProtocolViolation {
        long id = id();
        long registration = id();
        Dict details = dict();
        return new WampMessage.Invocation(id, registration, details, arguments(details));
    }

    private WampMessage yielded() throws ProtocolViolation {
        long id = id();
        Dict options = dict();
        return new WampMessage.Yield(id, options, arguments(options));
    }

    private WampMessage unsubscribed() throws ProtocolViolation {
        long id = integer(0, Ids.LARGEST);
        return new WampMessage.Unsubscribed(id, revocation(id));
    }

    private WampMessage unregistered() throws ProtocolViolation {
        long id = integer(0, Ids.LARGEST);
        return new WampMessage.Unregistered(id, revocation(id));
    }

    /** The details that are there if nobody has asked for it. */
    private @Nullable Dict revocation(long id) throws ProtocolViolation {
        if (id == 0) {
            Dict details = dict();
            last();
            return details;
        }
        last();
        return null;
    }

    // elements

    private void next(Kind wanted) throws ProtocolViolation {
        if (!source.hasNext()) {
            throw violation("is missing");
        }
        check(wanted, source.kind());
    }

    private void check(Kind wanted, Kind kind) throws ProtocolViolation {
        if (kind != wanted) {
            throw violation("has to be " + wanted + ", and is " + kind);
        }
    }

    private long id() throws ProtocolViolation {
        return integer(1, Ids.LARGEST);
    }

    private long integer(long least, long most) throws ProtocolViolation {
        next(Kind.INTEGER);
        long value = source.integer();
        if (value < least || value > most) {
            throw violation("has to be from " + least + " to " + (most == Ids.LARGEST ? "2^53" : most));
        }
        element++;
        return value;
    }

    private String string() throws ProtocolViolation {
        next(Kind.STRING);
        String value = source.string();
        element++;
        return value;
    }

    private Dict dict() throws ProtocolViolation {
        next(Kind.DICT);
        Map<String, @Nullable Object> members = members();
        if (members.isEmpty()) {
            return Dict.EMPTY;
        }
        Dict dict = new Dict(members);
        OptionTypes.check(type, dict);
        return dict;
    }

    @SuppressWarnings("unchecked") // the kind says so
    private Map<String, @Nullable Object> members() throws ProtocolViolation {
        ValueSink sink = new ValueSink();
        source.dict(sink);
        element++;
        return (Map<String, @Nullable Object>) sink.value();
    }

    private Arguments arguments() throws ProtocolViolation {
        return arguments(Dict.EMPTY);
    }

    /** What the router does not look into: checked, and kept as it is written. */
    private Arguments arguments(Dict options) throws ProtocolViolation {
        if (!source.hasNext()) {
            return Arguments.NONE;
        }
        Kind kind = source.kind();
        int from = source.position();
        if ((kind == Kind.STRING || kind == Kind.BINARY) && options.has("enc_algo")) {
            source.skip();
            int to = source.position();
            element++;
            last();
            return source.payload(from, to, Payload.Shape.OPAQUE);
        }
        if (kind != Kind.NULL) {
            check(Kind.LIST, kind);
        }
        boolean positional = source.skip();
        int to = source.position();
        element++;
        if (!source.hasNext()) {
            return positional ? source.payload(from, to, Payload.Shape.LIST) : Arguments.NONE;
        }
        return kind == Kind.NULL ? named() : named(from, to, positional);
    }

    private Arguments named(int from, int behindList, boolean positional) throws ProtocolViolation {
        boolean named = isNull() ? source.skip() : source.skipDict();
        int to = source.position();
        element++;
        last();
        if (named) {
            return source.payload(from, to, Payload.Shape.LIST_AND_DICT);
        }
        return positional ? source.payload(from, behindList, Payload.Shape.LIST) : Arguments.NONE;
    }

    /** Whether there is {@code null} in the place of a dict. */
    private boolean isNull() throws ProtocolViolation {
        Kind kind = source.kind();
        if (kind != Kind.NULL) {
            check(Kind.DICT, kind);
        }
        return kind == Kind.NULL;
    }

    /** Behind a {@code null} in the place of a list, which some clients write. */
    private Arguments named() throws ProtocolViolation {
        if (isNull()) {
            source.skip();
            element++;
            last();
            return Arguments.NONE;
        }
        Map<String, @Nullable Object> named = members();
        last();
        return Arguments.of(List.of(), named);
    }

    private <T extends WampMessage> T last(T message) throws ProtocolViolation {
        last();
        return message;
    }

    private void last() throws ProtocolViolation {
        if (source.hasNext()) {
            throw new ProtocolViolation(type + " has more elements than " + type.shape() + ".");
        }
    }

    private ProtocolViolation violation(String what) {
        return new ProtocolViolation(type + ": " + type.element(element) + " (element " + (element + 2) + " of "
                + type.shape() + ") " + what + ".");
    }
}
