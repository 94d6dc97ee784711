package io.capstan.wire.tyrus;

import java.util.concurrent.CompletableFuture;

/** A future of Tyrus that never learns that the write is over. */
public class DeafFuture<T> extends CompletableFuture<T> {
    public void setResult(T result) {}

    public void setFailure(Throwable throwable) {}
}
