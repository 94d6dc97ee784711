package io.capstan.it.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CountDownLatch;

/** A program that opens a WebSocket, says so on its standard output, and does nothing more than what a client has to. */
public final class SilentClient {
    private SilentClient() {}

    /** @param arguments a ws address */
    public static void main(String... arguments) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(arguments[0]), new WebSocket.Listener() {
                    @Override
                    public void onError(WebSocket webSocket, Throwable error) {
                        closed.countDown();
                    }
                })
                .join();
        System.out.println(socket.isInputClosed() ? "closed" : "open");
        closed.await();
    }
}
