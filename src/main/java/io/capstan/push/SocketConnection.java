package io.capstan.push;

import io.capstan.push.Fault.Code;
import io.capstan.push.Framer.Document;
import io.capstan.push.Framer.TooLargeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * One who writes to the socket. While its documents are being carried out, or it does not read its answers, nothing more is
 * read from it. Used by the thread of the server only, which never waits for it.
 */
final class SocketConnection {
    private final SocketServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Framer framer;
    private final long idleNanos;

    private ByteBuffer answers = ByteBuffer.allocate(0);
    private boolean working;
    /** The other end writes nothing more. */
    private boolean finished;
    /** It is closed when the answers have left. */
    private boolean closing;

    private long last = System.nanoTime();

    SocketConnection(SocketServer server, SocketChannel channel, SelectionKey key, Framer framer, long idleNanos) {
        this.server = server;
        this.channel = channel;
        this.key = key;
        this.framer = framer;
        this.idleNanos = idleNanos;
    }

    /** The channel can do what it was waited for. */
    void ready(ByteBuffer buffer) throws IOException {
        last = System.nanoTime();
        if (answers.hasRemaining()) {
            write();
            return;
        }
        int count = channel.read(buffer.clear());
        finished = count < 0;
        framer.add(buffer.flip());
        goOn();
    }

    /** Has what is complete carried out, or waits for more. */
    private void goOn() throws IOException {
        List<Document> documents = new ArrayList<>();
        Optional<byte[]> fault = Optional.empty();
        try {
            for (Optional<Document> next = next(); next.isPresent(); next = next()) {
                documents.add(next.get());
            }
        } catch (TooLargeException e) {
            fault = Optional.of(server.answers().to(tooLarge(), framer.isCounted()));
            closing = true;
        }
        closing |= finished;
        if (!documents.isEmpty()) {
            work(documents, fault);
        } else if (fault.isPresent()) {
            answer(fault.get());
        } else if (closing) {
            close();
        } else {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private Optional<Document> next() throws TooLargeException {
        return finished ? framer.last() : framer.next();
    }

    private Fault tooLarge() {
        return Fault.of(
                Code.TOO_LARGE, "", "A document has at most " + server.largest() + " bytes; see capstan.push.largest.");
    }

    private void work(List<Document> documents, Optional<byte[]> behind) throws IOException {
        working = true;
        key.interestOps(0);
        try {
            server.work(() -> {
                byte[] done = server.answers().to(documents);
                byte[] fault = behind.orElse(new byte[0]);
                byte[] all = ByteBuffer.allocate(done.length + fault.length)
                        .put(done)
                        .put(fault)
                        .array();
                server.later(this, () -> {
                    working = false;
                    answer(all);
                });
            });
        } catch (RejectedExecutionException stopping) {
            close();
        }
    }

    private void answer(byte[] bytes) throws IOException {
        answers = ByteBuffer.wrap(bytes);
        last = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(answers);
        if (answers.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (closing) {
            close();
        } else {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Closes it if it has done nothing for too long; it is told if there is something half done. */
    void tick(long now) throws IOException {
        if (working || now - last < idleNanos) {
            return;
        }
        if (framer.isWithin() && !answers.hasRemaining()) {
            Fault fault = Fault.of(Code.MALFORMED, "", "The rest of the document did not come.");
            channel.write(ByteBuffer.wrap(server.answers().to(fault, framer.isCounted())));
        }
        close();
    }

    /** Whether its documents are being carried out, or answers wait for it. */
    boolean isBusy() {
        return channel.isOpen() && (working || answers.hasRemaining());
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() throws IOException {
        channel.close();
    }
}
