package io.capstan.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code start}: a server in the foreground, until the process is told to end. */
@Command(
        name = "start",
        description = "Starts a server in the foreground. SIGTERM or Ctrl-C closes all connections and ends it.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    /** What {@link #call} returns when the server runs: the process goes on. */
    static final int RUNNING = -1;

    private static final System.Logger LOG = System.getLogger(StartCommand.class.getName());

    @Spec
    CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    String host;

    @Option(names = "--port", defaultValue = "8080", description = "Port to listen on, 0 for any (${DEFAULT-VALUE}).")
    int port;

    @Option(names = "--context", defaultValue = "/", description = "Path of the application (${DEFAULT-VALUE}).")
    String context;

    @Mixin
    RunDirectoryOption directory;

    @Override
    public Integer call() {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port is " + port + "; allowed is 0 to 65535.");
        }
        if (!context.startsWith("/")) {
            throw new ParameterException(spec.commandLine(), "--context is '" + context + "'; it begins with a slash.");
        }
        Optional<String> key = PushKey.forThisRun();
        String operations = OperationsKey.forThisRun();
        DemoRealm.open(host);
        CapstanServer server =
                CapstanServer.builder().host(host).port(port).context(context).start();
        RunningServer self = RunningServer.here(server.uri(), operations);
        Runnable forget = note(self);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, forget), "capstan-stop"));
        spec.commandLine()
                .getOut()
                .println("Capstan " + Version.current() + " listens on " + server.uri() + " (pid " + self.pid() + ")");
        key.ifPresent(made -> spec.commandLine()
                .getOut()
                .println("Push with: curl -H 'X-API-Key: " + made
                        + "' --json '{\"action\":\"multicast\",\"data\":\"hello\"}' " + server.uri() + "capstan/push"));
        return RUNNING;
    }

    /** Notes that it runs, so that the other commands find it; without that it runs all the same. */
    private Runnable note(RunningServer self) {
        try {
            RunDirectory notes = directory.open();
            notes.add(self);
            return () -> {
                try {
                    notes.remove(self);
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "It stays noted until somebody looks that this server runs", e);
                }
            };
        } catch (IOException e) {
            LOG.log(Level.WARNING, "list, stop, routes and stats will not find this server: {0}", e.getMessage());
            return () -> {};
        }
    }

    /** Ends the process itself, with 0: for a server that is told to end, ending is success. */
    private static void stop(CapstanServer server, Runnable forget) {
        int exit = 1;
        try {
            server.close();
            exit = 0;
        } finally {
            forget.run();
            Runtime.getRuntime().halt(exit);
        }
    }
}
