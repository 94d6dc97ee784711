package io.capstan.it.host.wire.app;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Delivery;
import io.capstan.Message;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sends {@link Sample}s: to one connection, or to all of a component. */
@ApplicationScoped
public class Stage {
    private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();

    private final Map<String, Pourer> sources = new ConcurrentHashMap<>();

    @Inject
    Connections connections;

    /** Sends the next messages of {@link Sample#SOLO} to the connection of this name. */
    public void send(String name, Mix mix, int count) {
        Connection connection = find(name);
        AtomicInteger number = numbers.computeIfAbsent(name, any -> new AtomicInteger());
        Outcomes told = outcomes.computeIfAbsent(name, any -> new Outcomes());
        for (int i = 0; i < count; i++) {
            told.sent();
            connection
                    .send(mix.sample(Sample.SOLO, number.getAndIncrement()).message())
                    .whenComplete(told::told);
        }
    }

    /** Sends the next messages of {@link Sample#SOLO} to the connection of this name, two of three as streams. */
    public void stream(String name, Mix mix, int count) {
        Connection connection = find(name);
        AtomicInteger number = numbers.computeIfAbsent(name, any -> new AtomicInteger());
        Outcomes told = outcomes.computeIfAbsent(name, any -> new Outcomes());
        for (int i = 0; i < count; i++) {
            told.sent();
            Sample sample = mix.sample(Sample.SOLO, number.getAndIncrement());
            InputStream bytes = new ByteArrayInputStream(sample.payload());
            CompletionStage<Delivery> result = i % 3 == 2
                    ? connection.send(sample.message())
                    : sample.binary()
                            ? connection.send(bytes)
                            : connection.send(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            result.whenComplete(told::told);
        }
    }

    /** Sends a message from a source that gives as much as it is told to, to the connection of this name. */
    public void tap(String name, String kind, int bytes) {
        Outcomes told = outcomes.computeIfAbsent(name, any -> new Outcomes());
        Pourer source = new Pourer();
        sources.put(name, source);
        source.pour(bytes);
        told.sent();
        Connection connection = find(name);
        CompletionStage<Delivery> result = kind.equals("text")
                ? connection.send(new InputStreamReader(source, StandardCharsets.US_ASCII))
                : connection.send(source);
        result.whenComplete(told::told);
    }

    /** The source of the stream to the connection of this name. */
    public Pourer source(String name) {
        return sources.get(name);
    }

    /** What became of the messages of {@link #send}. */
    public String outcomes(String name) {
        return String.valueOf(outcomes.get(name));
    }

    /** Closes the connection of this name, behind what was sent. */
    public void close(String name, int code) {
        find(name).close(code, "as told");
    }

    /** The payload that waits for the connection of this name. */
    public int waiting(String name) {
        return ((WireConnection) find(name)).waitingBytes();
    }

    /** The connection of this name as it describes itself. */
    public String state(String name) {
        return find(name).toString();
    }

    /** By which wire the connection of this name is reached. */
    public String wire(String name) {
        return ((WireConnection) find(name)).wireName();
    }

    private Connection find(String name) {
        List<Connection> found = connections
                .all()
                .filter(connection -> connection.variable("name").equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " connections are named " + name);
        }
        return found.get(0);
    }

    /** Sends the next messages of these sources to all of a component, from one thread, keyed by their source. */
    public void burst(String component, Mix mix, int sources, int each) {
        Connections all = connections.of(Listeners.ALL.get(component));
        AtomicInteger next = numbers.computeIfAbsent(component, any -> new AtomicInteger());
        int from = next.getAndAdd(each);
        for (int number = from; number < from + each; number++) {
            for (int source = 0; source < sources; source++) {
                all.broadcast(mix.sample(source, number).message().keyed("key " + source));
            }
        }
    }

    /** As many threads as sources send each so many messages to all of a component, in all the ways there are. */
    public void publish(String component, Mix mix, int sources, int each) throws InterruptedException {
        Connections all = connections.of(Listeners.ALL.get(component));
        Thread[] threads = IntStream.range(0, sources)
                .mapToObj(source -> new Thread(() -> publish(all, mix, source, each), "publisher " + source))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void publish(Connections all, Mix mix, int source, int count) {
        for (int number = 0; number < count; number++) {
            Message message = mix.sample(source, number).message();
            switch ((source + number) % 4) {
                case 0, 1 -> all.broadcast(message);
                case 2 -> all.where(any -> true).broadcast(message);
                default -> all.all().forEach(connection -> connection.send(message));
            }
        }
    }
}
