package io.capstan.channel;

import io.capstan.channel.Filing.Draft;
import io.capstan.channel.HistoryStore.Change;
import io.capstan.channel.HistoryStore.LostException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the store what channels keep, behind those who publish, by a thread of its own. It has no publications of its own:
 * it knows which channels have something that is not in the store, each once, and asks them when the store has time. So a
 * store that is slow or gone costs no memory and loses nothing that a channel still keeps, as long as the server runs.
 */
final class HistoryWriter {
    private static final System.Logger LOG = System.getLogger(HistoryWriter.class.getName());

    /** How long changes are gathered; what is younger than that a crash may lose. */
    private static final Duration GATHERING = Duration.ofMillis(50);
    /** How often the store hears that this server is alive. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_CHANNELS = 500;
    private static final long MOST_BYTES = 4 << 20;

    private final HistoryStore store;
    private final PostingForm form;
    private final BlockingQueue<Filing> noted = new LinkedBlockingQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The channels that have something to say at the end. */
    private volatile List<Filing> remaining = List.of();

    /** Whether nobody waits for the end any more. */
    private volatile boolean givenUp;

    // Of the writing thread.
    private long pause;
    private boolean lost;
    /** Read by others when the thread has ended. */
    private boolean sealed;

    HistoryWriter(HistoryStore store, PostingForm form) {
        this.store = store;
        this.form = form;
    }

    void start(ThreadFactory threads) {
        threads.newThread(this::run).start();
    }

    /** A channel has something that is not in the store. Neither waits nor calls anybody. */
    void note(Filing filing) {
        if (stopped.getCount() > 0) { // else nobody would take it out again
            noted.add(filing);
        }
    }

    /**
     * Writes all that is left, and lets go of the store.
     *
     * @param remains all channels, which keep nothing more from then on
     * @param most how long that may take
     * @return whether all of it is in the store
     */
    boolean stop(List<Filing> remains, Duration most) throws InterruptedException {
        remaining = remains;
        stopping.countDown();
        boolean ended = stopped.await(most.toNanos(), TimeUnit.NANOSECONDS);
        givenUp = true;
        return ended && sealed;
    }

    // of the writing thread

    private void run() {
        try {
            while (!isStopping()) {
                writeSome();
            }
            end();
        } catch (InterruptedException e) { // whoever manages threads wants it back: what follows needs no waiting
            if (isStopping()) {
                finish(drafts(remaining, Filing::conclude));
            } else { // channels go on, and what they will keep is not in the store, which so is not sealed
                LOG.log(
                        Level.WARNING,
                        "Channels are kept in memory only from now on: the server has ended their thread");
            }
        } finally {
            store.close();
            stopped.countDown();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void writeSome() throws InterruptedException {
        Filing first = poll();
        if (first == null) {
            tryToWrite(List.of());
            return;
        }
        stopping.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        List<Filing> filings = new ArrayList<>(List.of(first));
        noted.drainTo(filings, MOST_CHANNELS - 1);
        if (!tryToWrite(drafts(filings, Filing::draft))) {
            filings.forEach(Filing::changed);
            stopping.await(pause, TimeUnit.MILLISECONDS);
        }
    }

    /** The next channel; {@code null} if there is none for a while, or the end has come. */
    private @Nullable Filing poll() throws InterruptedException {
        long end = System.nanoTime() + SIGN_OF_LIFE.toNanos();
        Filing filing = noted.poll();
        while (filing == null && System.nanoTime() < end && !isStopping()) {
            filing = noted.poll(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        }
        return filing;
    }

    /** What a channel has to say. */
    private record Statement(Filing filing, Draft draft) {}

    private static List<Statement> drafts(Collection<Filing> filings, Function<Filing, @Nullable Draft> asking) {
        List<Statement> drafts = new ArrayList<>();
        for (Filing filing : filings) {
            Draft draft = asking.apply(filing);
            if (draft != null) {
                drafts.add(new Statement(filing, draft));
            }
        }
        return drafts;
    }

    /** Writes these, a few at a time; whether it could write all of them. */
    private boolean tryToWrite(List<Statement> drafts) {
        if (lost) {
            return true; // nobody will ever write
        }
        try {
            Queue<Statement> left = new ArrayDeque<>(drafts);
            do {
                writeNext(left);
            } while (!left.isEmpty());
            if (pause > 0) {
                pause = 0;
                LOG.log(Level.INFO, "The store of channels takes again what is published");
            }
            return true;
        } catch (LostException e) {
            lost = true;
            LOG.log(Level.ERROR, "Channels are kept in memory only from now on: {0}", e.getMessage());
            return true;
        } catch (IOException | RuntimeException e) {
            if (pause == 0) {
                LOG.log(
                        Level.WARNING,
                        "The store of channels does not take what is published. Channels go on, and it is tried again; what"
                                + " is not in the store when the server ends will be lost",
                        e);
            }
            pause = Math.min(LONGEST_PAUSE.toMillis(), Math.max(200, pause * 2));
            return false;
        }
    }

    private void writeNext(Queue<Statement> left) throws IOException {
        List<Statement> written = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        long bytes = 0;
        while (!left.isEmpty() && bytes < MOST_BYTES) {
            Statement statement = left.remove();
            Change change = statement.draft().change(this::body);
            written.add(statement);
            changes.add(change);
            bytes += change.added().stream()
                    .mapToLong(item -> item.body().length)
                    .sum();
        }
        store.write(changes);
        written.forEach(statement -> statement.filing().written(statement.draft()));
    }

    /** What cannot be written must not hold up all others: it is left out, and who reads it knows that something is missing. */
    private byte[] body(Payload payload) {
        try {
            return form.write(payload);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A publication cannot be stored", e);
            return new byte[0];
        }
    }

    private void end() throws InterruptedException {
        List<Statement> drafts = drafts(remaining, Filing::conclude);
        while (!finish(drafts) && !givenUp) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Whether there is nothing more to do. */
    private boolean finish(List<Statement> drafts) {
        if (!tryToWrite(drafts)) {
            return false;
        }
        try {
            if (!lost) {
                store.seal();
                sealed = true;
            }
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The store could not be sealed", e);
            return false;
        }
    }
}
