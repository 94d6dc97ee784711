package io.capstan.it.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The JDK's WebSocket client with something to wait on. Every wait ends after half a minute, with a failure that says for what.
 */
public final class JdkWebSocket implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private static final Duration LIMIT = Patience.LONGEST;

    private final Received received = new Received();
    private final WebSocket webSocket;

    private JdkWebSocket(WebSocket.Builder builder, URI uri) {
        this.webSocket = join(builder.buildAsync(webSocketUri(uri), received), "the upgrade of " + uri);
    }

    /** Opens a WebSocket; http and https addresses are taken as ws and wss. */
    public static JdkWebSocket connect(URI uri) {
        return new JdkWebSocket(CLIENT.newWebSocketBuilder(), uri);
    }

    /** The same with subprotocols, best first. */
    public static JdkWebSocket connect(URI uri, String subprotocol, String... lesser) {
        return new JdkWebSocket(CLIENT.newWebSocketBuilder().subprotocols(subprotocol, lesser), uri);
    }

    /** Demands a refusal, and returns its status. */
    public static int refusedStatus(URI uri) {
        try (JdkWebSocket open = connect(uri)) {
            throw new AssertionError("Not refused: " + uri + ", " + open.subprotocol());
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** The negotiated subprotocol, empty for none. */
    public String subprotocol() {
        return webSocket.getSubprotocol();
    }

    /** Sends a text message and waits until it is written. */
    public JdkWebSocket send(String text) {
        join(webSocket.sendText(text, true), "the text being sent");
        return this;
    }

    /** Sends a binary message and waits until it is written. */
    public JdkWebSocket send(byte[] bytes) {
        join(webSocket.sendBinary(ByteBuffer.wrap(bytes), true), "the bytes being sent");
        return this;
    }

    /** The next text message. */
    public String awaitText() {
        return take(received.texts, "a text message");
    }

    /** Drops text messages up to this one. */
    public String awaitText(String wanted) {
        return awaitText(wanted::equals, "the text " + wanted);
    }

    /** Drops text messages up to the first of this kind. */
    public String awaitText(Predicate<String> wanted, String described) {
        String text = take(received.texts, described);
        while (!wanted.test(text)) {
            text = take(received.texts, described);
        }
        return text;
    }

    /** The next binary message. */
    public byte[] awaitBinary() {
        return take(received.binaries, "a binary message");
    }

    /** Whether nothing has arrived that was not asked for yet. */
    public boolean isDrained() {
        return received.texts.isEmpty() && received.binaries.isEmpty();
    }

    /** The close frame of the server; an end without one is 1006. */
    public Closed awaitClose() {
        return join(received.closed, "a close");
    }

    /** Closes, and returns the server's close frame. */
    public Closed close(int code, String reason) {
        join(webSocket.sendClose(code, reason), "the close being sent");
        return awaitClose();
    }

    /** Cuts the connection if it is still open. */
    @Override
    public void close() {
        webSocket.abort();
    }

    /** How the connection ended. */
    public record Closed(int code, String reason) {}

    private static URI webSocketUri(URI uri) {
        return URI.create(uri.toString().replaceFirst("^http", "ws"));
    }

    private static <T> T take(BlockingQueue<T> queue, String described) {
        try {
            T message = queue.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("Waited " + LIMIT + " for " + described);
            }
            return message;
        } catch (InterruptedException e) {
            throw interrupted(described, e);
        }
    }

    private static <T> T join(CompletionStage<T> stage, String described) {
        try {
            return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Waited " + LIMIT + " for " + described, e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(described, e);
        }
    }

    private static AssertionError interrupted(String described, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("Interrupted while waiting for " + described, e);
    }

    /** Called by one thread at a time; the queues and the future carry what it saw to the test. */
    private static final class Received implements WebSocket.Listener {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
        private final CompletableFuture<Closed> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                binaries.add(binary.toByteArray());
                binary.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(new Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(new Closed(1006, String.valueOf(error.getMessage())));
        }
    }
}
