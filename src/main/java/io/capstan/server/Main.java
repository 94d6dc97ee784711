package io.capstan.server;

import io.capstan.WiringException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar capstan-server.jar start}. Exit codes: 0 done, 1 failed, 2 not understood. */
@Command(
        name = "capstan-server",
        description = "A WebSocket server for CDI beans.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {StartCommand.class, ListCommand.class, StopCommand.class, RoutesCommand.class, StatsCommand.class
        })
public final class Main implements Runnable {
    @Spec
    CommandSpec spec;

    private Main() {}

    /** Runs the command line and ends the process, except when a server was started. */
    public static void main(String[] arguments) {
        Logging.configure();
        int exit = commandLine().execute(arguments);
        if (exit != StartCommand.RUNNING) {
            System.exit(exit);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((error, commandLine, parsed) -> {
            if (error instanceof WiringException
                    || error instanceof PortTakenException
                    || error instanceof CommandFailedException) {
                commandLine.getErr().println("capstan-server: " + error.getMessage());
            } else {
                error.printStackTrace(commandLine.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
