package io.capstan.channel;

import io.capstan.channel.HistoryStore.Item;
import io.capstan.channel.HistoryStore.Life;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The channels that outlive the server: brought back at its start, written while it runs, and sealed at its end. */
final class StoredChannels {
    private static final System.Logger LOG = System.getLogger(StoredChannels.class.getName());

    private final HistoryStore store;
    private final PostingForm form;
    private final HistoryWriter writer;

    /** Those that are kept in a store. */
    StoredChannels(HistoryStore store, @Nullable FamilyForm family) {
        this.store = store;
        this.form = new PostingForm(family);
        this.writer = new HistoryWriter(store, form);
    }

    /** For a new channel. */
    Filing filing(Topic topic, History history) {
        return new Filing(topic, history, writer);
    }

    /**
     * Brings back what was kept. A life goes on if the store was sealed, since then all that was published in it is known.
     *
     * @param topics where they go
     */
    void restore(Topics topics) throws IOException {
        boolean goesOn = store.wasSealed();
        Map<String, Topic> found = new HashMap<>();
        List<HistoryStore.Change> over = new ArrayList<>();
        store.read((life, items) -> {
            Topic before = found.get(life.name());
            boolean kept = topics.rule(life.name()).stored() && (before == null || before.life() < life.number());
            if (!kept) { // by its rule, or since a later life came before this one could be given up
                over.add(new HistoryStore.Change(life, 0, List.of(), true));
                return;
            }
            found.put(life.name(), bringBack(goesOn ? life : anew(life, topics), items, topics));
        });
        if (!over.isEmpty()) {
            store.write(over);
        }
        LOG.log(
                Level.INFO,
                "{0} channels go on with what they kept{1}",
                found.size(),
                goesOn ? "" : ", in a new epoch");
    }

    private static Life anew(Life life, Topics topics) {
        return new Life(
                life.number(),
                life.name(),
                topics.epoch(life.number()),
                life.newest(),
                life.lastLeft(),
                life.changed());
    }

    private Topic bringBack(Life life, List<Item> items, Topics topics) {
        List<Posting> postings = new ArrayList<>();
        long next = 1;
        for (Item item : items) {
            try {
                Payload payload = form.read(item.body());
                postings.add(new Posting(life.name(), life.epoch(), item.offset(), payload, item.time()));
            } catch (IOException | RuntimeException e) {
                postings.clear(); // what came before has no connection with what comes behind
                LOG.log(
                        Level.WARNING,
                        "What the channel " + life.name() + " kept cannot be read up to " + item.time(),
                        e);
            }
            next = item.serial() + 1;
        }
        return topics.restore(life, next - postings.size(), postings);
    }

    /** They cannot be had. */
    void close() {
        store.close();
    }

    void start(ThreadFactory threads) {
        writer.start(threads);
    }

    /** Writes what these channels have to say at last. */
    void stop(Collection<Topic> topics, Duration most) throws InterruptedException {
        List<Filing> filings =
                topics.stream().map(Topic::filing).filter(Objects::nonNull).toList();
        if (!writer.stop(filings, most)) {
            LOG.log(
                    Level.WARNING,
                    "{0} publications could not be written to the store of channels and are lost; channels begin a new epoch",
                    filings.stream().mapToInt(Filing::unwritten).sum());
        }
    }
}
