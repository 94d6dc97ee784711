package io.capstan.wire;

import java.util.Arrays;
import java.util.Optional;

/** Batches for the tests of wires in other packages. */
public final class Batches {
    private Batches() {}

    /** A batch of text messages. */
    public static Batch of(String... texts) {
        return Batch.join(Arrays.stream(texts)
                .<Batch>map(text -> Outgoing.text(text, Optional.empty()))
                .toList());
    }
}
