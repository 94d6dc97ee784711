package io.capstan.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that is answered later, by any thread, once, without holding one: neither until the answer is known nor while a
 * slow client reads it.
 */
final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    /** At most so much is handed to the server at once. */
    private static final int CHUNK = 16 << 10;

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Completes when nothing more can be done: with true if the answer has been written. */
    private final CompletableFuture<Boolean> written = new CompletableFuture<>();

    /**
     * The request is answered later.
     *
     * @param most how long it may take in all until the client has read the answer
     */
    Exchange(HttpServletRequest request, HttpServletResponse response, Duration most) {
        this.response = response;
        this.context = request.startAsync(request, response);
        context.setTimeout(most.toMillis());
        context.addListener(new End());
    }

    /** Completes when the request is over: with true if the answer has been written. */
    CompletableFuture<Boolean> written() {
        return written;
    }

    /** Answers; whether that was the first answer, which is the one that counts. */
    boolean answer(Reply reply) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        try {
            reply.begin(response);
            if (reply.body().length == 0) {
                finish(true);
            } else {
                ServletOutputStream output = response.getOutputStream();
                output.setWriteListener(new Writer(output, reply.body()));
            }
        } catch (IOException | RuntimeException e) { // the client, or the server, has given up
            LOG.log(Level.DEBUG, "not answered", e);
            finish(false);
        }
        return true;
    }

    private void finish(boolean complete) {
        answered.set(true);
        if (over.compareAndSet(false, true)) {
            try {
                context.complete();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "The server has ended this request already", e);
            }
            written.complete(complete);
        }
    }

    /** Writes as much as the client takes. */
    private final class Writer implements WriteListener {
        private final ServletOutputStream output;
        private final byte[] body;
        private int at;

        Writer(ServletOutputStream output, byte[] body) {
            this.output = output;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (output.isReady()) {
                if (at == body.length) {
                    finish(true);
                    return;
                }
                int length = Math.min(CHUNK, body.length - at);
                int from = at;
                at += length;
                output.write(body, from, length);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.log(Level.DEBUG, "not written", failure);
            finish(false);
        }
    }

    /** The server has something to say about it. */
    private final class End implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            finish(false);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            finish(false);
        }

        @Override
        public void onError(AsyncEvent event) {
            finish(false);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nobody does
        }
    }
}
