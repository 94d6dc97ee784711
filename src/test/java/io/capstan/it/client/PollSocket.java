package io.capstan.it.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.capstan.wamp.message.Frames;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A client of WAMP that sends and fetches its messages by requests. */
public final class PollSocket {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final URI base;
    private final Protocol protocol;
    private final String[] headers;
    private final Queue<WampMessage> received = new ArrayDeque<>();

    private PollSocket(URI base, Protocol protocol, String... headers) {
        this.base = base;
        this.protocol = protocol;
        this.headers = headers;
    }

    /**
     * Opens a transport.
     *
     * @param path of the service, with a slash at the end
     * @param headers names and values, in turn, of all its requests
     */
    public static PollSocket open(URI path, Protocol protocol, String... headers) {
        HttpResponse<String> answer = Http.send(Http.post(
                path.resolve("open"), "{\"protocols\":[\"nonsense\",\"" + protocol.subprotocol() + "\"]}", headers));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(protocol.subprotocol(), Http.object(answer).getString("protocol"));
        return new PollSocket(path.resolve(Http.object(answer).getString("transport") + "/"), protocol, headers);
    }

    /** Opens a transport, and joins a realm where nothing has to be proved. */
    public static PollSocket join(URI path, Protocol protocol, String realm, String... headers) {
        PollSocket client = open(path, protocol, headers);
        client.send(1, realm, Map.of("roles", Map.of("caller", Map.of(), "subscriber", Map.of())));
        client.await(WampMessage.Welcome.class);
        return client;
    }

    /** Where a request of this transport goes. */
    public URI at(String what) {
        return base.resolve(what);
    }

    /** Sends a list with these elements, and has it taken. */
    public PollSocket send(Object... elements) {
        HttpResponse<byte[]> answer = post("send", Frames.list(protocol, List.of(elements)));
        assertEquals(204, answer.statusCode(), () -> new String(answer.body()));
        return this;
    }

    /** A request with this body. */
    public HttpResponse<byte[]> post(String what, byte[] body) {
        return begin(what, body).join();
    }

    /** A request that is answered some time. */
    public CompletableFuture<HttpResponse<byte[]>> begin(String what, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(what))
                .timeout(LONGEST)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    /** Waits for messages in a request. */
    public CompletableFuture<HttpResponse<byte[]>> fetch() {
        return begin("receive", new byte[0]);
    }

    /** The messages of an answer. */
    public List<WampMessage> read(HttpResponse<byte[]> answer) {
        assertEquals(200, answer.statusCode(), () -> new String(answer.body()));
        try {
            return protocol.decodeBytes(ByteBuffer.wrap(answer.body()));
        } catch (ProtocolViolation e) {
            return fail(e);
        }
    }

    /** The next message, which has to be of this kind. */
    public <M extends WampMessage> M await(Class<M> type) {
        while (received.isEmpty()) {
            HttpResponse<byte[]> answer = fetch().join();
            if (answer.statusCode() != 204) {
                received.addAll(read(answer));
            }
        }
        WampMessage message = received.remove();
        return type.isInstance(message) ? type.cast(message) : fail(message + " is no " + type.getSimpleName());
    }
}
