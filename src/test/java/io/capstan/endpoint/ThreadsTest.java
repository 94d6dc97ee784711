package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final ThreadLocal<String> names = ThreadLocal.withInitial(() -> "none");
    private final List<String> seen = new ArrayList<>();
    private final Thread made = new Thread("made");

    /** As WildFly's: a thread gets the names of the one that asks for it. */
    private final ThreadFactory managed = task -> {
        seen.add(names.get());
        return made;
    };

    private void application(Runnable task) {
        names.set("the application's");
        try {
            task.run();
        } finally {
            names.remove();
        }
    }

    @Test
    @DisplayName(
            "a thread has the names of the application, also where a thread of the engine, which has none, asks for it")
    void names() {
        Executor application = this::application;

        assertSame(made, Threads.within(application, managed).newThread(() -> {}));

        assertEquals(List.of("the application's"), seen);
        assertEquals("none", names.get(), "who asked is as before");
    }

    @Test
    @DisplayName("where the contexts of the application have gone already there is a thread all the same")
    void ended() {
        Executor gone = task -> {
            throw new IllegalStateException("The application is not running");
        };

        assertSame(made, Threads.within(gone, managed).newThread(() -> {}));

        assertEquals(List.of("none"), seen);
    }
}
