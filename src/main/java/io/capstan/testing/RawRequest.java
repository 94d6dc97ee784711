package io.capstan.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The text of a handshake: a correct one, until a test changes it. Header names and values are sent as they stand. */
public final class RawRequest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final RawSocket socket;
    private final String method;
    private final String target;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private String version = "HTTP/1.1";
    private byte[] body = new byte[0];

    RawRequest(RawSocket socket, String method, String target, String host) {
        this.socket = socket;
        this.method = method;
        this.target = target;
        add("Host", host);
        add("Upgrade", "websocket");
        add("Connection", "Upgrade");
        add("Sec-WebSocket-Key", KEY);
        add("Sec-WebSocket-Version", "13");
    }

    /** Sets a header, in place of all of that name. */
    public RawRequest header(String name, String value) {
        return without(name).add(name, value);
    }

    /** Adds a header, beside those of that name. */
    public RawRequest add(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** Leaves a header out. */
    public RawRequest without(String name) {
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        return this;
    }

    /** Leaves out all that makes the request a handshake: what remains is what a browser sends for a page. */
    public RawRequest plain() {
        return without("Upgrade")
                .without("Connection")
                .without("Sec-WebSocket-Key")
                .without("Sec-WebSocket-Version");
    }

    /** The version at the end of the request line, {@code HTTP/1.1} unless this says otherwise. */
    public RawRequest version(String version) {
        this.version = version;
        return this;
    }

    /** Bytes behind the empty line. No header that announces them is added. */
    public RawRequest body(String text) {
        this.body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Sends the request and returns the answer, whatever it is. */
    public HttpAnswer answer() {
        return send(new RawFrame[0]);
    }

    /** Sends the request, with the frames in the same write, and demands a correct 101. */
    public RawWebSocket upgrade(RawFrame... early) {
        HttpAnswer answer = send(early);
        if (answer.status() != 101) {
            throw new AssertionError("No upgrade of " + target + ": " + answer);
        }
        String key = headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Sec-WebSocket-Key"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        String accept = answer.header("Sec-WebSocket-Accept").orElse("missing");
        if (!accept.equals(acceptOf(key))) {
            throw new AssertionError("Sec-WebSocket-Accept is " + accept + ", not " + acceptOf(key));
        }
        if (!answer.header("Upgrade").orElse("").equalsIgnoreCase("websocket")
                || !answer.header("Connection").orElse("").equalsIgnoreCase("upgrade")) {
            throw new AssertionError("Not an upgrade to WebSocket: " + answer);
        }
        return new RawWebSocket(socket, answer);
    }

    /** Sends the request and returns the first text behind a 101, or the status with which it is refused. */
    public String textOrStatus() {
        HttpAnswer answer = answer();
        return answer.status() == 101
                ? new RawWebSocket(socket, answer).receiveText()
                : String.valueOf(answer.status());
    }

    /** Sends the request and demands that it is refused. */
    public HttpAnswer refusal() {
        HttpAnswer answer = answer();
        if (answer.status() < 400) {
            throw new AssertionError("Not refused: " + answer);
        }
        return answer;
    }

    private HttpAnswer send(RawFrame[] early) {
        StringBuilder head = new StringBuilder(method + " " + target + " " + version + "\r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        for (RawFrame frame : early) {
            all.writeBytes(frame.encode());
        }
        socket.write(all.toByteArray());
        return HttpAnswer.read(socket, method);
    }

    /** RFC 6455 §4.2.2. */
    private static String acceptOf(String key) {
        try {
            byte[] bytes = (key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
