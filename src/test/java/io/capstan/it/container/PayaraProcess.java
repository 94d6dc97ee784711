package io.capstan.it.container;

import io.capstan.it.client.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * A JVM with Payara Micro in it, which does what {@link PayaraLauncher} is told on its standard input.
 *
 * <p>Answers come on its standard output, the server's log on its standard error. The process ends when its input is
 * closed, and so also when this JVM ends, in whatever way.
 */
final class PayaraProcess implements AutoCloseable {
    /** As delivered, the pool of the default data source gives away connections that the database has closed. */
    private static final String POOL = "set resources.jdbc-connection-pool.H2Pool.";

    /** Hazelcast would listen on all addresses of the machine, whatever its options say; one server needs none. */
    private static final List<String> PREBOOT = List.of(
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                    + ".address=127.0.0.1",
            "set configs.config.server-config.network-config.network-listeners.network-listener.https-listener"
                    + ".address=127.0.0.1",
            patience("http-listener"),
            patience("https-listener"),
            "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false",
            POOL + "connection-validation-method=custom-validation",
            POOL + "validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            POOL + "is-connection-validation-required=true"); // the last one, since it is refused without the others

    private static final int LOG_LINES_OF_A_FAILURE = 200;

    /** How many servers this JVM has started: each has a log of its own, since the next one comes after a failure. */
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Process process;
    private final int port;
    private final Duration patience;
    private final PrintWriter commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ServerLog log;

    private PayaraProcess(Process process, int port, Duration patience, ServerLog log) {
        this.process = process;
        this.port = port;
        this.patience = patience;
        this.log = log;
        this.commands = new PrintWriter(process.outputWriter(), true);
    }

    /** Starts the server on a free port of the loopback, and waits until it serves. */
    static PayaraProcess start(PayaraConfiguration configuration) throws IOException {
        Path directory = Files.createDirectories(
                configuration.jar().toAbsolutePath().resolveSibling("payara-" + Forks.number()));
        int port = FreePort.any();
        int securePort = FreePort.any();
        Path preboot = directory.resolve("payara-preboot.txt");
        Files.write(preboot, PREBOOT);
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(configuration.javaOptions());
        command.addAll(moduleOptions(configuration.jar()));
        command.addAll(List.of("-cp", configuration.jar() + File.pathSeparator + launcherJar(directory)));
        command.add(PayaraLauncher.class.getName());
        command.addAll(List.of("--nocluster", "--disablephonehome"));
        command.addAll(List.of("--prebootcommandfile", preboot.toString(), "--port", String.valueOf(port)));
        command.addAll(List.of("--sslport", String.valueOf(securePort)));
        Process process = new ProcessBuilder(command).start();
        Path file = directory.resolve("payara-" + STARTED.incrementAndGet() + ".log");
        ServerLog log = ServerLog.of(process.errorReader(), file, PayaraLauncher.END_OF_LOG);
        PayaraProcess payara = new PayaraProcess(process, port, configuration.startupTimeout(), log);
        payara.readAnswers();
        payara.await("start");
        SecurePorts.add(port, securePort);
        return payara;
    }

    private static String patience(String protocol) {
        return "set configs.config.server-config.network-config.protocols.protocol." + protocol
                + ".http.timeout-seconds=" + Host.PATIENCE.toSeconds();
    }

    int port() {
        return port;
    }

    /**
     * Has a command carried out.
     *
     * @throws IOException if the server failed to do so; the message has its log lines since the command
     */
    synchronized void command(String command) throws IOException {
        log.mark();
        commands.println(command);
        await(command);
    }

    private void await(String what) throws IOException {
        try {
            String answer = answers.poll(patience.toSeconds(), TimeUnit.SECONDS);
            if (!PayaraLauncher.DONE.equals(answer)) {
                String reason = answer == null ? "no answer within " + patience : answer;
                throw new IOException(what + ": " + reason + "\n" + log.sinceMark(LOG_LINES_OF_A_FAILURE));
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", interruption);
        }
    }

    private void readAnswers() {
        Runnable reading = () -> {
            try {
                process.inputReader().lines().filter(PayaraProcess::isAnswer).forEach(answers::add);
            } finally {
                answers.add("the server's process has ended");
            }
        };
        Thread reader = new Thread(reading, "payara-answers");
        reader.setDaemon(true);
        reader.start();
    }

    private static boolean isAnswer(String line) {
        return line.startsWith(PayaraLauncher.PREFIX);
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What {@code java -jar} would take from the manifest. */
    private static List<String> moduleOptions(Path jar) throws IOException {
        List<String> options = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            for (String packageName : manifest.getValue("Add-Opens").split("\\s+")) {
                options.addAll(List.of("--add-opens", packageName + "=ALL-UNNAMED"));
            }
            for (String packageName : manifest.getValue("Add-Exports").split("\\s+")) {
                options.addAll(List.of("--add-exports", packageName + "=ALL-UNNAMED"));
            }
        }
        return options;
    }

    /** The launcher alone: the classes of the tests must not be visible to the server. */
    private static Path launcherJar(Path directory) {
        Path jar = directory.resolve("payara-launcher.jar");
        ShrinkWrap.create(JavaArchive.class)
                .addClass(PayaraLauncher.class)
                .as(ZipExporter.class)
                .exportTo(jar.toFile(), true);
        return jar;
    }
}
