package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WriteUnderWayTest {
    private final List<@Nullable Throwable> completions = new ArrayList<>();
    private final WriteUnderWay write = new WriteUnderWay(completions::add);

    @Test
    @DisplayName("an end before the question is told by the answer and by nothing else")
    void before() throws IOException {
        write.ended(null);
        assertTrue(write.isComplete());
        write.ended(null);
        assertEquals(List.of(), completions);
    }

    @Test
    @DisplayName("a failure before the question is an IOException with its cause")
    void failedBefore() {
        Throwable cause = new IllegalStateException("a");
        write.ended(cause);
        assertEquals(cause, assertThrows(IOException.class, write::isComplete).getCause());
        assertEquals(List.of(), completions);
    }

    @Test
    @DisplayName("an end after the question is told once, however often it is reported")
    void after() throws IOException {
        assertFalse(write.isComplete());
        write.ended(null);
        write.ended(new IOException("again"));
        assertEquals(1, completions.size());
    }

    @Test
    @DisplayName("of an end and a question at the same time, either the answer tells it or the completion, never both")
    void race() throws Exception {
        for (int i = 0; i < 2000; i++) {
            AtomicInteger told = new AtomicInteger();
            WriteUnderWay racing = new WriteUnderWay(error -> told.incrementAndGet());
            Thread engine = new Thread(() -> racing.ended(null));
            engine.start();
            boolean complete = racing.isComplete();
            engine.join();
            assertEquals(complete ? 0 : 1, told.get());
        }
    }
}
