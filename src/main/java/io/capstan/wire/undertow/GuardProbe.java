package io.capstan.wire.undertow;

import io.capstan.wire.WireMismatchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xnio.conduits.StreamSinkConduit;

/** Tries a {@link FrameGuard} out in memory: a frame of ours must come out of these versions of the classes as it is. */
final class GuardProbe {
    private static final byte[] PONG = {(byte) 0x8A, 0};

    private GuardProbe() {}

    static void run() throws WireMismatchException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            FrameGuard guard = new FrameGuard(sink(written), false);
            boolean complete = guard.writeFrames(ByteBuffer.wrap(PONG), error -> {});
            if (!complete || !Arrays.equals(PONG, written.toByteArray())) {
                throw new WireMismatchException("a probe frame did not come out of the guard as it went in");
            }
        } catch (IOException | RuntimeException e) {
            throw new WireMismatchException("a probe frame did not get through the guard", e);
        }
    }

    private static StreamSinkConduit sink(ByteArrayOutputStream written) {
        return (StreamSinkConduit) Proxy.newProxyInstance(
                StreamSinkConduit.class.getClassLoader(),
                new Class<?>[] {StreamSinkConduit.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "write" -> {
                        ByteBuffer source = (ByteBuffer) arguments[0];
                        byte[] bytes = new byte[source.remaining()];
                        source.get(bytes);
                        written.writeBytes(bytes);
                        yield bytes.length;
                    }
                    case "flush" -> true;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
