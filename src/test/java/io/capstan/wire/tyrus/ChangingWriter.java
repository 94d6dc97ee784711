package io.capstan.wire.tyrus;

import java.io.Closeable;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.WriterInfo;

/** A writer of Tyrus that changes what it is given on its way. */
public abstract class ChangingWriter implements Closeable {
    public abstract void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> completionHandler);

    public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> completionHandler, WriterInfo writerInfo) {
        buffer.put(0, (byte) (buffer.get(0) | 0x40)); // says that it is compressed
        write(buffer, completionHandler);
    }
}
