package io.capstan.server;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stats}: what is going on in a running server. */
@Command(
        name = "stats",
        description =
                "Shows the open connections of a running server, what has gone over them, and whom it has refused.",
        mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
    static final String PATH = "capstan/stats";

    @Spec
    CommandSpec spec;

    @Mixin
    ServerChoice choice;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() {
        JsonObject document = new Inquiry().ask(choice.choose(), PATH);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(document);
            return 0;
        }
        Table table = new Table("CONNECTIONS", "MESSAGES IN", "BYTES IN", "MESSAGES OUT", "BYTES OUT", "COMPONENT");
        document.getJsonArray("components")
                .getValuesAs(JsonObject.class)
                .forEach(sum -> add(table, sum, sum.getString("component")));
        add(table, document.getJsonObject("open"), "(all)");
        table.print(out);
        out.println("Refused handshakes since " + document.getString("since") + ": "
                + refused(document.getJsonObject("refused-handshakes")));
        return 0;
    }

    private static void add(Table table, JsonObject sum, String component) {
        table.add(
                number(sum, "connections"),
                number(sum, "messages-in"),
                number(sum, "bytes-in"),
                number(sum, "messages-out"),
                number(sum, "bytes-out"),
                component);
    }

    private static String number(JsonObject sum, String name) {
        return sum.getJsonNumber(name).toString();
    }

    private static String refused(JsonObject byStatus) {
        return byStatus.isEmpty()
                ? "none"
                : byStatus.entrySet().stream()
                        .map(entry -> ((JsonNumber) entry.getValue()) + " with " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
