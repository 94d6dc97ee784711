package io.capstan.wire.undertow;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.xnio.conduits.StreamSourceConduit;

/** What a socket has to read: so much, and then nothing, or the end. */
final class FakeSource {
    final Queue<byte[]> segments = new ArrayDeque<>();
    boolean ended;
    boolean resumed = true;
    int wakeups;

    final StreamSourceConduit conduit = (StreamSourceConduit) Proxy.newProxyInstance(
            StreamSourceConduit.class.getClassLoader(),
            new Class<?>[] {StreamSourceConduit.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "read" -> read((ByteBuffer) arguments[0]);
                case "isReadResumed" -> resumed;
                case "wakeupReads" -> {
                    wakeups++;
                    resumed = true;
                    yield null;
                }
                case "resumeReads" -> {
                    resumed = true;
                    yield null;
                }
                case "suspendReads" -> {
                    resumed = false;
                    yield null;
                }
                case "terminateReads" -> null;
                case "getReadThread" -> null;
                default -> throw new UnsupportedOperationException(method.toString());
            });

    private int read(ByteBuffer target) {
        byte[] segment = segments.poll();
        if (segment == null) {
            return ended ? -1 : 0;
        }
        target.put(segment);
        return segment.length;
    }
}
