package io.capstan.wire.tyrus;

import io.capstan.wire.WireMismatchException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.glassfish.tyrus.core.MaskingKeyGenerator;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/** Frames sent through a web socket in memory, which show that this Tyrus does what the wire relies on. */
final class Probe {
    private static final String METHOD = "sendRawFrame";

    private final Captor captor = new Captor();
    private final TyrusWebSocket socket;

    /** The end of the line: keeps what it is given. */
    private static final class Captor extends Writer {
        private @Nullable ByteBuffer buffer;
        private @Nullable CompletionHandler<ByteBuffer> handler;

        @Override
        public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
            this.buffer = buffer;
            this.handler = handler;
        }

        @Override
        public void close() {}
    }

    private Probe(ProtocolHandler handler) {
        handler.setWriter(captor);
        socket = new TyrusWebSocket(handler, null);
    }

    static void run() throws WireMismatchException {
        try {
            verifyMethod();
            Constructor<ProtocolHandler> constructor =
                    ProtocolHandler.class.getDeclaredConstructor(boolean.class, MaskingKeyGenerator.class);
            constructor.setAccessible(true);
            Probe probe = new Probe(constructor.newInstance(false, null));
            probe.refusesUntilOpen();
            probe.socket.onConnect(null, null, null, null, null);
            probe.writesAndCompletes();
            probe.reportsFailure();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new WireMismatchException("expected that a probe frame can be sent, found " + e, e);
        }
    }

    private static void verifyMethod() throws WireMismatchException {
        String expected = "expected a method Future " + METHOD + "(ByteBuffer) in " + TyrusWebSocket.class.getName();
        try {
            Method method = TyrusWebSocket.class.getMethod(METHOD, ByteBuffer.class);
            if (method.getReturnType() != Future.class) {
                throw new WireMismatchException(expected + ", found " + method);
            }
        } catch (NoSuchMethodException e) {
            throw new WireMismatchException(expected + ", found none", e);
        }
    }

    /** A socket that is not open must say so, or a write to a closed one would never end. */
    private void refusesUntilOpen() throws WireMismatchException {
        boolean refused = false;
        try {
            socket.sendRawFrame(frames());
        } catch (RuntimeException asExpected) {
            refused = true;
        }
        demand(refused, "an exception from " + METHOD + " on a socket that is not open", "none");
    }

    private void writesAndCompletes() throws WireMismatchException {
        CompletableFuture<?> future = send();
        demand(frames().equals(captor.buffer), "the frames unchanged at the writer", captor.buffer);
        demand(!future.isDone(), "a future that is not done before the writer is", future);
        handler().completed(captor.buffer);
        demand(future.isDone() && !future.isCompletedExceptionally(), "a future that is done with the writer", future);
    }

    private void reportsFailure() throws WireMismatchException {
        CompletableFuture<?> future = send();
        handler().failed(new IOException("probe"));
        demand(future.isCompletedExceptionally(), "a future that fails with the writer", future);
    }

    private CompletableFuture<?> send() throws WireMismatchException {
        captor.handler = null;
        Future<?> future = socket.sendRawFrame(frames());
        if (future instanceof CompletableFuture<?> completable) {
            return completable;
        }
        throw new WireMismatchException("expected a " + CompletableFuture.class.getName() + " from " + METHOD
                + ", found " + (future == null ? "null" : future.getClass().getName()));
    }

    private CompletionHandler<ByteBuffer> handler() throws WireMismatchException {
        CompletionHandler<ByteBuffer> given = captor.handler;
        if (given == null) {
            throw new WireMismatchException("expected a completion handler at the writer, found none");
        }
        return given;
    }

    /** Two frames, one behind the other: "hi" and a ping. */
    private static ByteBuffer frames() {
        return ByteBuffer.wrap(new byte[] {(byte) 0x81, 2, 'h', 'i', (byte) 0x89, 0});
    }

    private static void demand(boolean fulfilled, String expected, @Nullable Object found)
            throws WireMismatchException {
        if (!fulfilled) {
            throw new WireMismatchException("expected " + expected + ", found " + found);
        }
    }
}
