package io.capstan.it.host.wire;

import io.capstan.it.host.wire.app.Mix;
import io.capstan.it.host.wire.app.Sample;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that knows what it has to get: it parses every frame, compares every byte of every message with the
 * {@link Sample} that it must be, and demands the order of each source and that of the pongs. One thread reads, another
 * one may ping.
 */
final class CheckingClient implements AutoCloseable {
    private final String name;
    private final RawWebSocket socket;
    private final Mix mix;
    private final int[] next = new int[256];
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private boolean binary;
    private boolean mayMiss;
    private long pause;
    private int pings;
    private int messages;
    private int wholeSince;
    private volatile int pongs;
    private @Nullable RawFrame close;

    CheckingClient(String name, RawWebSocket socket, Mix mix) {
        this.name = name;
        this.socket = socket;
        this.mix = mix;
    }

    String name() {
        return name;
    }

    RawWebSocket socket() {
        return socket;
    }

    int messages() {
        return messages;
    }

    /** The number behind the last gap. */
    int wholeSince() {
        return wholeSince;
    }

    int pongs() {
        return pongs;
    }

    /** From now on messages may be missing, but none comes late or twice. */
    CheckingClient mayMiss() {
        mayMiss = true;
        return this;
    }

    /** From now on it lets so much time go by after each message, and takes at most 4 KiB at once. */
    CheckingClient slow(int micros) {
        pause = micros * 1000L;
        socket.socket().largestRead(4096);
        return this;
    }

    /** Sends pings, each with a payload of its own and of another length, several in one TCP write. */
    void ping(int count) {
        for (int left = count; left > 0; left -= 50) {
            RawFrame[] several = new RawFrame[Math.min(left, 50)];
            for (int i = 0; i < several.length; i++) {
                int number = pings++;
                String payload = String.format("ping %08d %s", number, "p".repeat(number % 112));
                unanswered.add(payload);
                several[i] = RawFrame.ping(payload);
            }
            socket.send(several);
        }
    }

    /** Sends so many pings, a few hundred ahead of the answers. */
    void flood(int count) {
        for (int left = count; left > 0; left -= 50) {
            while (pings - pongs > 300) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // the reader has failed
                }
                LockSupport.parkNanos(100_000);
            }
            ping(Math.min(left, 50));
        }
    }

    /** Reads until it has had so many messages and so many pongs in all. */
    void readMessagesAndPongs(int someMessages, int somePongs) {
        while (messages < someMessages || pongs < somePongs) {
            demand(step(), messages + " of " + someMessages + " messages, " + pongs + " of " + somePongs + " pongs");
        }
    }

    /** Reads until it has had so many messages in all. */
    void readMessages(int count) {
        while (messages < count) {
            demand(step(), "message " + messages + " of " + count);
        }
    }

    /** Reads until it has had the message before this number from each of the first sources. */
    void readUpTo(int number, int sources) {
        while (Arrays.stream(next, 0, sources).anyMatch(had -> had < number)) {
            demand(step(), "the messages before number " + number);
        }
    }

    /** Reads until all pings so far are answered. */
    void readPongs() {
        while (!unanswered.isEmpty()) {
            demand(step(), unanswered.size() + " more pongs");
        }
    }

    /** Demands that nothing more comes but the answer to a ping. */
    void quiet() {
        readPongs();
        int before = messages;
        ping(1);
        readPongs();
        check(messages == before, "nothing more", (messages - before) + " messages more");
    }

    /** Reads up to the close frame, answers it, and awaits the end of the connection. */
    RawFrame readClose() {
        while (step()) {
            continue;
        }
        RawFrame frame = close;
        check(frame != null, "a close frame", "the end of the connection");
        try {
            socket.send(RawFrame.of(RawFrame.CLOSE, frame.payload()));
        } catch (UncheckedIOException gone) {
            return frame; // the server did not wait for the answer; it may
        }
        socket.awaitEnd();
        return frame;
    }

    /** Reads until the connection ends, be it in the middle of a frame, or a close frame comes. */
    @Nullable
    RawFrame readEnd() {
        try {
            while (step()) {
                continue;
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof EOFException) && !(e.getCause() instanceof SocketException)) {
                throw e;
            }
        }
        return close;
    }

    /** Reads and checks a frame; false if it is a close frame. */
    private boolean step() {
        RawFrame frame = socket.receive();
        switch (frame.opcode()) {
            case RawFrame.CLOSE -> close = frame;
            case RawFrame.PONG -> pong(frame);
            case RawFrame.PING -> check(false, "no ping", frame.toString());
            default -> part(frame);
        }
        return close == null;
    }

    private void pong(RawFrame frame) {
        String expected = unanswered.poll();
        String found = new String(frame.payload(), StandardCharsets.ISO_8859_1);
        check(found.equals(expected), "the pong '" + expected + "'", "'" + found + "'");
        pongs++;
    }

    private void part(RawFrame frame) {
        if (frame.opcode() != RawFrame.CONTINUATION) {
            binary = frame.opcode() == RawFrame.BINARY;
        }
        parts.writeBytes(frame.payload());
        if (frame.fin()) {
            message(parts.toByteArray());
            parts.reset();
            if (pause > 0) {
                LockSupport.parkNanos(pause);
            }
        }
    }

    private void message(byte[] payload) {
        int source = mix.tells() ? Sample.sourceOf(payload) : Sample.SOLO;
        int number = mix.tells() ? Sample.numberOf(payload) : next[source];
        check(
                mayMiss ? number >= next[source] : number == next[source],
                "number " + next[source] + " of source " + source,
                "number " + number);
        Sample sample = mix.sample(source, number);
        check(sample.binary() == binary, sample.toString(), binary ? "binary" : "text");
        byte[] expected = sample.payload();
        int at = Arrays.mismatch(expected, payload);
        check(
                at < 0,
                sample + " with, from its byte " + at + " on, '" + excerpt(expected, at) + "'",
                payload.length + " bytes with '" + excerpt(payload, at) + "'");
        wholeSince = number > next[source] ? number : wholeSince;
        next[source] = number + 1;
        messages++;
    }

    private static String excerpt(byte[] bytes, int from) {
        int start = Math.max(0, Math.min(from, bytes.length));
        return new String(bytes, start, Math.min(48, bytes.length - start), StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "?");
    }

    private void demand(boolean open, String expected) {
        check(open, expected, String.valueOf(close));
    }

    private void check(boolean holds, String expected, String found) {
        if (!holds) {
            throw new AssertionError(name + ": expected " + expected + ", found " + found + ", in " + socket.place()
                    + ", after " + messages + " messages and " + pongs + " pongs");
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
