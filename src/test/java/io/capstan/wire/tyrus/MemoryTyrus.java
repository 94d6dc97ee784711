package io.capstan.wire.tyrus;

import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.glassfish.tyrus.core.MaskingKeyGenerator;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusEndpointWrapper;
import org.glassfish.tyrus.core.TyrusRemoteEndpoint;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/** A real web socket and a real remote of Tyrus, over a writer in memory. */
final class MemoryTyrus {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final Deque<CompletionHandler<ByteBuffer>> waiting = new ArrayDeque<>();
    final TyrusWebSocket socket;
    final Session session;

    /** What the writer does within the call: completes if {@code null}, else fails with this, or waits. */
    @Nullable
    Throwable failure;

    boolean holds;

    MemoryTyrus(Extension... extensions) throws ReflectiveOperationException {
        Constructor<ProtocolHandler> handlers =
                ProtocolHandler.class.getDeclaredConstructor(boolean.class, MaskingKeyGenerator.class);
        handlers.setAccessible(true);
        ProtocolHandler handler = handlers.newInstance(false, null);
        handler.setWriter(new MemoryWriter());
        handler.setExtensions(List.of(extensions));
        socket = new TyrusWebSocket(handler, null);
        session = session(remote());
    }

    MemoryTyrus open() {
        socket.onConnect(null, null, null, null, null);
        return this;
    }

    private Object remote() throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(TyrusRemoteEndpoint.class.getName() + "$Basic")
                .getDeclaredConstructor(TyrusSession.class, TyrusWebSocket.class, TyrusEndpointWrapper.class);
        constructor.setAccessible(true);
        return constructor.newInstance(null, socket, null);
    }

    /** A session with this remote; nothing is sent through its other one. */
    static Session session(Object basic) {
        return (Session) Proxy.newProxyInstance(
                MemoryTyrus.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getBasicRemote" -> basic;
                        case "getAsyncRemote" -> null;
                        case "isOpen" -> true;
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }

    private final class MemoryWriter extends Writer {
        @Override
        public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            written.writeBytes(bytes);
            Throwable error = failure;
            if (holds) {
                waiting.add(handler);
            } else if (error != null) {
                handler.failed(error);
            } else {
                handler.completed(buffer);
            }
        }

        @Override
        public void close() throws IOException {
            failure = new IOException("the writer is closed");
        }
    }
}
