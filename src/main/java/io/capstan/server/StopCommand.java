package io.capstan.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stop}: has servers close all of their connections and end, and waits for that. */
@Command(
        name = "stop",
        description = "Has servers of yours let nobody in any more, close their connections with 1001, and end.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    RunDirectoryOption directory;

    @Parameters(
            arity = "0..*",
            paramLabel = "<pid>",
            description = "Processes of the servers, as list shows them; may be left out where only one runs.")
    List<Long> pids = new ArrayList<>();

    @Option(names = "--all", description = "Stops all servers of yours.")
    boolean all;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            defaultValue = "30",
            description = "How long to wait for each of them (${DEFAULT-VALUE}). It goes on ending after that.")
    int seconds;

    @Override
    public Integer call() {
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "--timeout is " + seconds + "; allowed is 0 and more.");
        }
        if (all && !pids.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name processes or say --all, not both.");
        }
        List<RunningServer> running = directory.find().running();
        List<RunningServer> chosen = all ? running : choose(running);
        chosen.stream().flatMap(server -> server.process().stream()).forEach(StopCommand::end);
        boolean ended = true;
        for (RunningServer server : chosen) {
            ended &= await(server);
        }
        return ended ? 0 : 1;
    }

    private List<RunningServer> choose(List<RunningServer> running) {
        return pids.isEmpty()
                ? List.of(ServerChoice.choose(running, null))
                : pids.stream()
                        .distinct()
                        .map(pid -> ServerChoice.choose(running, pid))
                        .toList();
    }

    private static void end(ProcessHandle process) {
        if (!process.supportsNormalTermination()) {
            throw new CommandFailedException(
                    "On this system a process cannot be asked to end. Press Ctrl-C where the" + " server was started.");
        }
        process.destroy();
    }

    private boolean await(RunningServer server) {
        String name = server.uri() + " (pid " + server.pid() + ")";
        try {
            if (server.process().isPresent()) {
                server.process().get().onExit().get(seconds, TimeUnit.SECONDS);
            }
            spec.commandLine().getOut().println("Stopped " + name);
            return true;
        } catch (TimeoutException e) {
            spec.commandLine().getErr().println(name + " has not ended within " + seconds + " s.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
