package io.capstan.wamp.message;

/** How messages are written. */
public enum Serializer {
    /** Binary is a string of the character 0 and base64; a map's keys are strings, and what is no number is {@code null}. */
    JSON("json", true),
    MSGPACK("msgpack", false),
    CBOR("cbor", false);

    private final String id;
    private final boolean text;

    Serializer(String id, boolean text) {
        this.id = id;
        this.text = text;
    }

    /** Its name in subprotocols: {@code wamp.2.json}. */
    public String id() {
        return id;
    }

    /** Whether its messages are text. */
    public boolean isText() {
        return text;
    }
}
