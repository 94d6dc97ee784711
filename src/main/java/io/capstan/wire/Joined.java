package io.capstan.wire;

import io.capstan.wire.deflate.Compression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Several batches as one. */
final class Joined extends Batch {
    private final Batch[] parts;
    private final int size;
    private final int bytes;

    Joined(List<? extends Batch> parts) {
        this.parts = parts.toArray(Batch[]::new);
        int messages = 0;
        int payload = 0;
        for (Batch part : this.parts) {
            messages += part.size();
            payload += part.bytes();
        }
        this.size = messages;
        this.bytes = payload;
    }

    /** Whether these very objects were joined. */
    boolean consistsOf(List<? extends Batch> others) {
        if (parts.length != others.size()) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Outgoing> messages() {
        List<Outgoing> messages = new ArrayList<>(size);
        for (Batch part : parts) {
            messages.addAll(part.messages());
        }
        return messages;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    byte[] encode() {
        return join(Batch::frameBytes);
    }

    @Override
    byte[] encode(Compression compression) {
        return join(part -> part.frameBytes(compression));
    }

    private byte[] join(Function<Batch, byte[]> encoding) {
        int length = 0;
        for (Batch part : parts) {
            length += encoding.apply(part).length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (Batch part : parts) {
            byte[] frames = encoding.apply(part);
            System.arraycopy(frames, 0, all, at, frames.length);
            at += frames.length;
        }
        return all;
    }
}
