package io.capstan.wire.undertow;

import io.capstan.wire.Intake;
import io.undertow.websockets.core.WebSocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops the frames of one connection. What counts is done by its I/O thread, whose task the latest one is. */
final class Valve implements Intake {
    private final WebSocketChannel channel;
    private final AtomicInteger stops = new AtomicInteger();

    Valve(WebSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void pause() {
        stops.incrementAndGet();
        turn();
    }

    @Override
    public void resume() {
        stops.decrementAndGet();
        turn();
    }

    private void turn() {
        try {
            channel.getIoThread().execute(() -> {
                if (stops.get() > 0) {
                    channel.suspendReceives();
                } else {
                    channel.resumeReceives();
                }
            });
        } catch (RejectedExecutionException stopped) {
            // the engine has stopped, and nothing flows any more
        }
    }
}
