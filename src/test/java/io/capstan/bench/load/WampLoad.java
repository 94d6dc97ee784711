package io.capstan.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A load of sessions of WAMP. When its time is over it waits for what is under way: nothing may be lost or doubled. */
public abstract class WampLoad extends Load {
    static final String PATH = "wamp";

    private static final int JOINING_AT_ONCE = 50;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    final WampForm form;
    final byte[] text;
    private long expected;
    private long seen;
    private long progressAt;
    private long lastTime;

    WampLoad(WampForm form, int size) {
        this.form = form;
        this.text = Payload.text(size);
    }

    /** What it is about, without the form of the messages. */
    public abstract String shape();

    /** The form of the messages. */
    public final WampForm form() {
        return form;
    }

    /** What of it arrives: events or results. */
    public abstract String unit();

    @Override
    public final String name() {
        return "WAMP " + shape() + ", " + form.label();
    }

    @Override
    public final String title() {
        return "WAMP: " + shape() + ", " + text.length + " B";
    }

    @Override
    public final String path() {
        return PATH;
    }

    @Override
    public final String kind() {
        return unit() + " " + form.label();
    }

    /** Has so many sessions join, and waits until each of them has its role. */
    final List<WampMember> join(Loop loop, Site site, WampRole role, int number, WampMember.Duty duty)
            throws IOException {
        List<WampMember> all = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (all.size() < number) {
            List<WampMember> some = new ArrayList<>();
            for (int i = all.size(); i < number && some.size() < JOINING_AT_ONCE; i++) {
                some.add(new WampMember(form, role, duty, loop, site.at(PATH)));
            }
            all.addAll(some);
            while (!some.isEmpty()) {
                loop.poll(20);
                for (int i = some.size() - 1; i >= 0; i--) {
                    if (some.get(i).isReady()) {
                        some.remove(i);
                    }
                }
                if (System.nanoTime() > end) {
                    throw new IOException("Only " + (all.size() - some.size()) + " of " + number + " sessions");
                }
            }
        }
        return all;
    }

    /** Begins to count what has to arrive. */
    final void open() {
        expected = arrived();
        seen = expected;
        progressAt = System.nanoTime();
    }

    /** Writes a time into the payload that no other one has, and expects so many arrivals. */
    final byte[] next(long arrivals) {
        expected += arrivals;
        lastTime = Math.max(lastTime + 1, System.nanoTime());
        Payload.stamp(text, lastTime);
        return text;
    }

    /**
     * Where the payload is in a message, as its only argument. In MessagePack it is looked for at the very end, since a
     * number may look as its beginning does.
     */
    final int argument(byte[] bytes, int body, int end) throws IOException {
        int at = Payload.find(bytes, form == WampForm.JSON ? body : end - text.length, end);
        if (at < 0 || at + text.length > end) {
            throw new IOException("A message without its payload");
        }
        return at;
    }

    /** How much has not arrived yet; fails when nothing moves any more, or when more comes than was sent. */
    final long underWay() throws IOException {
        long now = System.nanoTime();
        if (arrived() != seen) {
            seen = arrived();
            progressAt = now;
        } else if (seen != expected && now - progressAt > PATIENCE_NANOS / 4) {
            throw new IOException("The server lost messages: " + seen + " arrived of " + expected);
        }
        if (seen > expected) {
            throw new IOException("The server doubled messages: " + seen + " arrived of " + expected);
        }
        return expected - seen;
    }

    @Override
    final void finish(Loop loop) throws IOException {
        while (underWay() > 0) {
            flush();
            loop.poll(20);
        }
    }

    /** Sessions take what they get themselves. */
    @Override
    public final void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        throw new IOException("A frame that no session has taken");
    }

    /** Sends what is an answer to something that has arrived. */
    void flush() throws IOException {}
}
