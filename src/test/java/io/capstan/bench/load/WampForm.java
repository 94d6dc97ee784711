package io.capstan.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What messages of WAMP look like on the wire: as little of it as a load generator needs. Texts are of printable ASCII,
 * and shorter than 32 characters but for the payload.
 */
public enum WampForm {
    /** JSON. */
    JSON("wamp.2.json", false),
    /** MessagePack. */
    MSGPACK("wamp.2.msgpack", false),
    /** MessagePack, several messages to a frame. */
    MSGPACK_BATCHED("wamp.2.msgpack.batched", true);

    /** Requests are numbered from here on, so that a number has as many digits and bytes as any other. */
    static final int FIRST_REQUEST = 1_000_000_000;

    private static final int LENGTH_BYTES = 4;
    private static final List<String> ROLES = List.of("publisher", "subscriber", "caller", "callee");

    private final String subprotocol;
    private final boolean batched;

    WampForm(String subprotocol, boolean batched) {
        this.subprotocol = subprotocol;
        this.batched = batched;
    }

    /** Its name in a handshake. */
    public String subprotocol() {
        return subprotocol;
    }

    /** Its name in a report. */
    public String label() {
        return subprotocol.substring("wamp.2.".length()).replace('.', ' ');
    }

    boolean isBatched() {
        return batched;
    }

    int opcode() {
        return this == JSON ? Frames.TEXT : Frames.BINARY;
    }

    /** What is done with a message; the bytes are only good during the call. */
    interface Each {
        void message(int type, int body, int end) throws IOException;
    }

    /** Hands out the messages of a frame: the type of each, where what follows its type begins, and where it ends. */
    void read(byte[] bytes, int at, int length, Each each) throws IOException {
        int from = at;
        int end = at + length;
        while (batched && from + LENGTH_BYTES <= end) {
            int next = from
                    + LENGTH_BYTES
                    + ByteBuffer.wrap(bytes, from, LENGTH_BYTES).getInt();
            one(bytes, from + LENGTH_BYTES, next, each);
            from = next;
        }
        if (!batched) {
            one(bytes, at, end, each);
        } else if (from != end) {
            throw new IOException("A frame of several messages ends within one");
        }
    }

    private void one(byte[] bytes, int at, int end, Each each) throws IOException {
        if (this != JSON) {
            each.message(bytes[at + 1], at + 2, end);
            return;
        }
        int type = 0;
        int digit = at + 1;
        while (bytes[digit] >= '0' && bytes[digit] <= '9') {
            type = 10 * type + bytes[digit++] - '0';
        }
        each.message(type, digit + 1, end);
    }

    /** How many bytes an integer takes that begins here, in the form in which it is written. */
    int integerBytes(byte[] bytes, int at) {
        if (this == JSON) {
            int end = at;
            while (bytes[end] >= '0' && bytes[end] <= '9') {
                end++;
            }
            return end - at;
        }
        return switch (bytes[at] & 0xff) {
            case 0xcc, 0xd0 -> 2;
            case 0xcd, 0xd1 -> 3;
            case 0xce, 0xd2 -> 5;
            case 0xcf, 0xd3 -> 9;
            default -> 1;
        };
    }

    /** HELLO for a session with all roles. */
    byte[] hello(String realm) {
        if (this == JSON) {
            String roles = String.join("\":{},\"", ROLES);
            return ascii("[1,\"" + realm + "\",{\"roles\":{\"" + roles + "\":{}}}]");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 1});
        text(out, realm);
        out.write(0x81);
        text(out, "roles");
        out.write(0x80 | ROLES.size());
        for (String role : ROLES) {
            text(out, role);
            out.write(0x80);
        }
        return out.toByteArray();
    }

    /** What stands before the number of a request. */
    byte[] before(int type, int elements) {
        return this == JSON ? ascii("[" + type + ",") : new byte[] {(byte) (0x90 | elements), (byte) type};
    }

    /** The number of a request. */
    byte[] integer(int value) {
        return this == JSON
                ? ascii(Integer.toString(value))
                : ByteBuffer.allocate(5).put((byte) 0xce).putInt(value).array();
    }

    /** What stands behind the number: no options, and then a URI if there is one. */
    byte[] after(String uri) {
        if (this == JSON) {
            return ascii(",{}" + (uri.isEmpty() ? "" : ",\"" + uri + "\""));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80);
        if (!uri.isEmpty()) {
            text(out, uri);
        }
        return out.toByteArray();
    }

    /** What stands before a text of so many bytes, which is the only argument. */
    byte[] beforeArgument(int size) {
        return this == JSON ? ascii(",[\"") : new byte[] {(byte) 0x91, (byte) 0xd9, (byte) size};
    }

    /** What stands behind the only argument. */
    byte[] afterArgument() {
        return this == JSON ? ascii("\"]") : new byte[0];
    }

    /** What stands at the end of a message. */
    byte[] end() {
        return this == JSON ? ascii("]") : new byte[0];
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(0xa0 | text.length());
        out.writeBytes(ascii(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
