package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.util.List;

/** A client on a wire without a network, for tests of the rooms above: what it was sent, and its end. */
public final class FakeClient {
    private static final OutboxOptions ENDLESS =
            new OutboxOptions(Integer.MAX_VALUE, Integer.MAX_VALUE, OverflowPolicy.CLOSE);

    private final Rig rig;

    private FakeClient(OutboxOptions options, Shards shards) {
        rig = new Rig(options, shards);
        rig.wire.joins = true;
    }

    /** A client whose outbox takes everything. */
    public static FakeClient open(Shards shards) {
        return new FakeClient(ENDLESS, shards);
    }

    /** A client whose outbox takes so much. */
    public static FakeClient open(Shards shards, int messages, int bytes) {
        return new FakeClient(new OutboxOptions(messages, bytes, OverflowPolicy.CLOSE), shards);
    }

    /** The same as this user. */
    public FakeClient as(String user) {
        rig.connection.caller(Caller.of(user));
        return this;
    }

    /** The server's end. */
    public WireConnection connection() {
        return rig.connection;
    }

    /** The id of its connection. */
    public String id() {
        return rig.connection.id();
    }

    /** All texts that it was sent. */
    public List<String> texts() {
        return rig.wire.texts();
    }

    /** Forgets what it was sent. */
    public void forget() {
        rig.wire.batches.clear();
    }

    /** What the server has closed it with, code and reason; empty while it is open. */
    public List<String> closes() {
        return rig.wire.closes;
    }

    /** How often the server has written to it. */
    public int writes() {
        return rig.wire.batches.size();
    }

    /** How often the server has written to it before it had written what came before. */
    public int overlaps() {
        return rig.wire.overlaps.get();
    }

    /** It reads nothing more. */
    public FakeClient stalled() {
        rig.wire.holding();
        return this;
    }

    /** It is gone, without a word. */
    public void drop() {
        rig.connection.closed(CloseCode.ABNORMAL.code(), "");
    }
}
