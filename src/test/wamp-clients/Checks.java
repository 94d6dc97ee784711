import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the programs here have in common: named checks, one line each, an end at the first one that does not hold. */
final class Checks {
    private static final int SECONDS = 10;

    interface Check {
        void run() throws Exception;
    }

    interface Attempt {
        Object run() throws Exception;
    }

    private final Map<String, Check> checks = new LinkedHashMap<>();

    void add(String name, Check check) {
        checks.put(name, check);
    }

    /** Runs all of them, and ends the process. */
    void run() {
        int exit = 0;
        for (Map.Entry<String, Check> each : checks.entrySet()) {
            try {
                each.getValue().run();
                System.out.println("ok      " + each.getKey());
            } catch (Throwable failed) {
                System.out.println("FAILED  " + each.getKey());
                failed.printStackTrace();
                exit = 1;
                break;
            }
        }
        System.exit(exit);
    }

    static void expect(Object actual, Object wanted) {
        if (!Objects.deepEquals(actual, wanted)) {
            throw new AssertionError("expected " + wanted + ", got " + actual);
        }
    }

    /** The result, with the failure itself where there is one. */
    static <T> T soon(CompletableFuture<T> future) throws Exception {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** What an attempt is refused with; fails when it is granted, or refused with something else. */
    static <T extends Exception> T refusal(Class<T> type, Attempt attempt) throws Exception {
        Object granted;
        try {
            granted = attempt.run();
        } catch (Exception refused) {
            if (type.isInstance(refused)) {
                return type.cast(refused);
            }
            throw refused;
        }
        throw new AssertionError("granted: " + granted);
    }

    /** Takes what comes, one after the other. */
    static final class Inbox<T> {
        private final BlockingQueue<T> come = new LinkedBlockingQueue<>();

        void put(T item) {
            come.add(item);
        }

        T next() throws InterruptedException {
            T item = come.poll(SECONDS, TimeUnit.SECONDS);
            if (item == null) {
                throw new AssertionError("nothing came");
            }
            return item;
        }

        List<T> rest() {
            return List.copyOf(come);
        }
    }
}
