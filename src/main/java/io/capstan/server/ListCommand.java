package io.capstan.server;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list}: the servers of this user that run. */
@Command(
        name = "list",
        description = "Lists the servers of yours that run, and forgets those that have ended without saying so.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    RunDirectoryOption directory;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    /**
     * A server and how many connections it has.
     *
     * @param connections empty if it does not say
     */
    private record Line(RunningServer server, OptionalInt connections) {}

    @Override
    public Integer call() {
        RunDirectory.Found found = directory.find();
        found.stale().forEach(server -> spec.commandLine()
                .getErr()
                .println("Forgot " + server.uri() + " (pid " + server.pid() + "), which has ended."));
        Inquiry inquiry = new Inquiry();
        List<Line> lines = found.running().stream()
                .map(server -> new Line(server, connections(server, inquiry)))
                .toList();
        if (json) {
            spec.commandLine().getOut().println(document(lines));
        } else if (lines.isEmpty()) {
            spec.commandLine().getOut().println("No server of yours is running.");
        } else {
            table(lines).print(spec.commandLine().getOut());
        }
        return 0;
    }

    private static OptionalInt connections(RunningServer server, Inquiry inquiry) {
        try {
            return OptionalInt.of(
                    inquiry.ask(server, StatsCommand.PATH).getJsonObject("open").getInt("connections"));
        } catch (CommandFailedException silent) {
            return OptionalInt.empty();
        }
    }

    private static Table table(List<Line> lines) {
        Table table = new Table("PID", "ADDRESS", "STARTED", "CONNECTIONS", "VERSION");
        for (Line line : lines) {
            RunningServer server = line.server();
            table.add(
                    String.valueOf(server.pid()),
                    server.uri().toString(),
                    server.started().truncatedTo(ChronoUnit.SECONDS).toString(),
                    line.connections().isPresent()
                            ? String.valueOf(line.connections().getAsInt())
                            : "?",
                    server.version());
        }
        return table;
    }

    private static String document(List<Line> lines) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Line line : lines) {
            RunningServer server = line.server();
            JsonObjectBuilder object = Json.createObjectBuilder()
                    .add("pid", server.pid())
                    .add("uri", server.uri().toString())
                    .add("started", server.started().toString())
                    .add("version", server.version());
            line.connections().ifPresent(connections -> object.add("connections", connections));
            all.add(object);
        }
        return all.build().toString();
    }
}
