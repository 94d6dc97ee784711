package io.capstan.server;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which of the running servers a command is about: the one of this process, or the only one there is. */
final class ServerChoice {
    @Mixin
    RunDirectoryOption directory;

    @Parameters(
            arity = "0..1",
            paramLabel = "<pid>",
            description = "Process of the server, as list shows it; may be left out where only one runs.")
    @Nullable
    Long pid;

    boolean isSpecific() {
        return pid != null;
    }

    /** @throws CommandFailedException if there is none, or more than one */
    RunningServer choose() {
        return choose(directory.find().running(), pid);
    }

    static RunningServer choose(List<RunningServer> running, @Nullable Long pid) {
        if (running.isEmpty()) {
            throw new CommandFailedException("No server of yours is running. Start one with: start");
        }
        List<RunningServer> fitting = running.stream()
                .filter(server -> pid == null || server.pid() == pid)
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String all = running.stream()
                .map(server -> server.pid() + " (" + server.uri() + ")")
                .collect(Collectors.joining(", "));
        throw new CommandFailedException(
                pid == null
                        ? "Several servers are running; say which one: " + all
                        : "No server of yours has the process " + pid + "; there are: " + all);
    }
}
