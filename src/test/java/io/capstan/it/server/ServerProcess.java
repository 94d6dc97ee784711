package io.capstan.it.server;

import io.capstan.it.client.ChildProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code java -jar capstan-server.jar}, as a user starts it. The jar is what the system property {@code
 * capstan.server.jar} names. Closing it ends the process, whatever state it is in.
 */
final class ServerProcess implements AutoCloseable {

    /** For a server that lives briefly: options of its JVM, or none. */
    private static final List<String> BRIEF = Stream.of(
                    System.getProperty("capstan.server.jvm", "").split(" "))
            .filter(option -> !option.isEmpty())
            .toList();

    private static final Pattern LISTENS = Pattern.compile("Capstan \\S+ listens on (http://\\S+/) \\(pid (\\d+)\\)");

    private final ChildProcess process;
    private final URI uri;
    private final long announcedPid;
    private final Duration startup;

    private ServerProcess(ChildProcess process, long startedAt) {
        this.process = process;
        Matcher line = process.awaitLine(LISTENS, Duration.ofMinutes(3));
        this.startup = Duration.ofNanos(System.nanoTime() - startedAt);
        this.uri = URI.create(line.group(1));
        this.announcedPid = Long.parseLong(line.group(2));
    }

    /** Starts a server on a free port of 127.0.0.1, and waits until it says that it listens. */
    static ServerProcess start(String... options) {
        return startOn(0, options);
    }

    /** The same in a JVM with these options and no others: the one for a server that has much to do. */
    static ServerProcess startWith(List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(start(0, List.of()));
        long startedAt = System.nanoTime();
        return started(ChildProcess.start(jar().getParent(), command), startedAt);
    }

    /** The same on a port that is known already. */
    static ServerProcess startOn(int port, String... options) {
        List<String> arguments = start(port, List.of(options));
        long startedAt = System.nanoTime();
        return started(run(arguments.toArray(String[]::new)), startedAt);
    }

    /** Noted in a directory of the build unless the options name another, so that nobody's own servers are seen. */
    private static List<String> start(int port, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of("start", "--host", "127.0.0.1", "--port", Integer.toString(port)));
        arguments.addAll(options);
        if (!options.contains("--run-directory")) {
            arguments.addAll(
                    List.of("--run-directory", jar().resolveSibling("run").toString()));
        }
        return arguments;
    }

    private static ServerProcess started(ChildProcess process, long startedAt) {
        try {
            return new ServerProcess(process, startedAt);
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }

    /** Runs the jar with any arguments, without waiting for anything. */
    static ChildProcess run(String... arguments) {
        return run(List.of(), arguments);
    }

    /** The same in a JVM with these options. */
    static ChildProcess run(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(BRIEF);
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return ChildProcess.start(jar().getParent(), command);
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("capstan.server.jar", "target/capstan-server.jar"))
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("The system property capstan.server.jar names no file: " + jar);
        }
        return jar;
    }

    /** The address it printed, with the context path and a slash at the end. */
    URI uri() {
        return uri;
    }

    /** An address below that, {@code at("echo")}. */
    URI at(String path) {
        return uri.resolve(path);
    }

    /** The same as a WebSocket address. */
    URI webSocketAt(String path) {
        return URI.create(at(path).toString().replaceFirst("^http", "ws"));
    }

    /** The id it printed. */
    long announcedPid() {
        return announcedPid;
    }

    /** From the start of the process to the line with the address. */
    Duration startup() {
        return startup;
    }

    ChildProcess process() {
        return process;
    }

    /** SIGTERM; returns the exit code, for which it waits long: how long a stop takes is the theme of some tests only. */
    int terminate() {
        return process.terminate(Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        process.close();
    }
}
