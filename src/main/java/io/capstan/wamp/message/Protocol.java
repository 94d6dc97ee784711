package io.capstan.wamp.message;

import io.capstan.wire.Outgoing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The subprotocols of WAMP v2: what messages are written in, and whether a frame has one of them or any number. Which one it is
 * to be is the client's choice. Any thread may use them.
 */
public enum Protocol {
    JSON(Serializer.JSON, false),
    MSGPACK(Serializer.MSGPACK, false),
    CBOR(Serializer.CBOR, false),
    JSON_BATCHED(Serializer.JSON, true),
    MSGPACK_BATCHED(Serializer.MSGPACK, true),
    CBOR_BATCHED(Serializer.CBOR, true),

    /**
     * As Autobahn for Python speaks {@link #JSON_BATCHED}: with the character 24, which is 30 if read as octal. It has the same
     * name as that, and is recognised by what the client sends ({@link #spokenIn}).
     */
    JSON_BATCHED_AUTOBAHN(Serializer.JSON, true);

    /** Behind each JSON message of a batch: RS of ASCII (WAMP §5.3.1). */
    private static final char SEPARATOR = '\u001e';

    private static final char SEPARATOR_OF_AUTOBAHN = '\u0018';

    /** The length before each binary message of a batch, in bytes. */
    private static final int PREFIX = 4;

    /** What a message needs, about. */
    private static final int TYPICAL = 256;

    private final Serializer serializer;
    private final boolean batched;
    private final String subprotocol;

    Protocol(Serializer serializer, boolean batched) {
        this.serializer = serializer;
        this.batched = batched;
        this.subprotocol = "wamp.2." + serializer.id() + (batched ? ".batched" : "");
    }

    /** The one with this name in {@code Sec-WebSocket-Protocol}. */
    public static Optional<Protocol> of(String subprotocol) {
        return Stream.of(values())
                .filter(protocol -> protocol.subprotocol.equals(subprotocol))
                .findFirst();
    }

    /** Its name in {@code Sec-WebSocket-Protocol}: {@code wamp.2.json}. */
    public String subprotocol() {
        return subprotocol;
    }

    /** What its messages are written in. */
    public Serializer serializer() {
        return serializer;
    }

    /** Whether a frame may have several messages. */
    public boolean isBatched() {
        return batched;
    }

    /** The one that a client speaks which has agreed upon this one, to be known from the first text frame that it sends. */
    public Protocol spokenIn(String frame) {
        boolean autobahn =
                this == JSON_BATCHED && !frame.isEmpty() && frame.charAt(frame.length() - 1) == SEPARATOR_OF_AUTOBAHN;
        return autobahn ? JSON_BATCHED_AUTOBAHN : this;
    }

    // decoding

    /**
     * The messages of a text frame, in order: one, or more if it is batched.
     *
     * @throws ProtocolViolation if they are none; also those before the broken one do not count then
     */
    public List<WampMessage> decode(String frame) throws ProtocolViolation {
        if (serializer != Serializer.JSON) {
            throw new ProtocolViolation(subprotocol + " has binary frames, and this one was text.");
        }
        return batched ? decodeBatch(frame) : List.of(MessageReader.read(new JsonSource(frame)));
    }

    private List<WampMessage> decodeBatch(String frame) throws ProtocolViolation {
        List<WampMessage> messages = new ArrayList<>();
        char separator = separator();
        int from = 0;
        for (int to = frame.indexOf(separator); to >= 0; to = frame.indexOf(separator, from)) {
            messages.add(MessageReader.read(new JsonSource(frame.substring(from, to))));
            from = to + 1;
        }
        if (from < frame.length() || messages.isEmpty()) {
            throw new ProtocolViolation(
                    "Behind each message of a batch has to be the character " + (int) separator + ".");
        }
        return messages;
    }

    private char separator() {
        return this == JSON_BATCHED_AUTOBAHN ? SEPARATOR_OF_AUTOBAHN : SEPARATOR;
    }

    /**
     * The messages of a binary frame, in order: one, or more if it is batched. The buffer is the caller's again afterwards;
     * its position stays.
     *
     * @throws ProtocolViolation if they are none; also those before the broken one do not count then
     */
    public List<WampMessage> decode(ByteBuffer frame) throws ProtocolViolation {
        if (serializer == Serializer.JSON) {
            throw new ProtocolViolation(subprotocol + " has text frames, and this one was binary.");
        }
        ByteBuffer bytes = frame.hasArray() ? frame.duplicate() : copy(frame);
        return batched ? decodeBatch(bytes) : List.of(decodeNext(bytes, bytes.remaining()));
    }

    /**
     * The same for transports that know nothing but bytes, such as RawSocket: JSON is UTF-8 there.
     *
     * @throws ProtocolViolation if they are none
     */
    public List<WampMessage> decodeBytes(ByteBuffer bytes) throws ProtocolViolation {
        if (serializer != Serializer.JSON) {
            return decode(bytes);
        }
        try {
            return decode(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException e) {
            throw new ProtocolViolation("This is no JSON: it is no UTF-8.");
        }
    }

    private static ByteBuffer copy(ByteBuffer frame) {
        return ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();
    }

    private List<WampMessage> decodeBatch(ByteBuffer frame) throws ProtocolViolation {
        List<WampMessage> messages = new ArrayList<>();
        do {
            int length = frame.remaining() < PREFIX ? -1 : frame.getInt();
            if (length < 0 || length > frame.remaining()) {
                throw new ProtocolViolation("Before each message of a batch has to be its length, in four bytes.");
            }
            messages.add(decodeNext(frame, length));
        } while (frame.hasRemaining());
        return messages;
    }

    /** The message in the next bytes of a buffer, which moves behind it. */
    private WampMessage decodeNext(ByteBuffer frame, int length) throws ProtocolViolation {
        int from = frame.arrayOffset() + frame.position();
        frame.position(frame.position() + length);
        return MessageReader.read(
                serializer == Serializer.MSGPACK
                        ? new MsgpackSource(frame.array(), from, from + length)
                        : new CborSource(frame.array(), from, from + length));
    }

    // encoding

    /** A frame with this message, which any number of receivers may share. */
    public Outgoing encode(WampMessage message) {
        return encode(List.of(message));
    }

    /**
     * A frame with these messages.
     *
     * @throws IllegalArgumentException if there are none, or several and it is not batched
     */
    public Outgoing encode(Collection<? extends WampMessage> messages) {
        if (messages.isEmpty() || messages.size() > 1 && !batched) {
            throw new IllegalArgumentException(messages.size() + " messages are no frame of " + subprotocol + ".");
        }
        return serializer == Serializer.JSON
                ? Outgoing.text(text(messages), Optional.empty())
                : Outgoing.binary(binary(messages), Optional.empty());
    }

    private String text(Collection<? extends WampMessage> messages) {
        JsonSink sink = new JsonSink(TYPICAL);
        for (WampMessage message : messages) {
            MessageWriter.write(message, sink);
            if (batched) {
                sink.separator(separator());
            }
        }
        return sink.text();
    }

    private ByteBuffer binary(Collection<? extends WampMessage> messages) {
        BinarySink sink = serializer == Serializer.MSGPACK ? new MsgpackSink(TYPICAL) : new CborSink(TYPICAL);
        for (WampMessage message : messages) {
            int prefix = sink.length();
            if (batched) {
                sink.put(0, PREFIX);
            }
            MessageWriter.write(message, sink);
            if (batched) {
                sink.set(prefix, sink.length() - prefix - PREFIX);
            }
        }
        return sink.buffer();
    }
}
