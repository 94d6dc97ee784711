package io.capstan.server;

import io.capstan.operations.RoutesDocument;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code routes}: what is mounted, and what holds there. */
@Command(
        name = "routes",
        description = "Shows the routes of a running server, or those that one would have.",
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {
    private static final String PATH = "capstan/routes";

    @Spec
    CommandSpec spec;

    @Mixin
    ServerChoice choice;

    @Option(
            names = "--configured",
            description =
                    "Shows what would be mounted as it is configured now. No server is asked, and none is started.")
    boolean configured;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() {
        if (configured && choice.isSpecific()) {
            throw new ParameterException(spec.commandLine(), "Name a process or say --configured, not both.");
        }
        JsonObject document = configured ? planned() : new Inquiry().ask(choice.choose(), PATH);
        if (json) {
            spec.commandLine().getOut().println(document);
        } else {
            table(document).print(spec.commandLine().getOut());
        }
        return 0;
    }

    private static JsonObject planned() {
        Application application = Application.find(Thread.currentThread().getContextClassLoader(), null);
        try (JsonReader reader = Json.createReader(new StringReader(RoutesDocument.of(application.plannedRoutes())))) {
            return reader.readObject();
        } finally {
            application.beans().close();
        }
    }

    private static Table table(JsonObject document) {
        Table table = new Table("ROUTE", "COMPONENT", "SUBPROTOCOLS", "ORIGINS", "CONDITIONS", "LIMITS");
        for (JsonObject route : document.getJsonArray("routes").getValuesAs(JsonObject.class)) {
            table.add(
                    route.getString("route"),
                    route.getString("component"),
                    texts(route, "subprotocols"),
                    texts(route, "origins"),
                    conditions(route),
                    limits(route.getJsonObject("limits")));
        }
        return table;
    }

    private static String texts(JsonObject route, String name) {
        return route.getJsonArray(name).getValuesAs(JsonString::getString).stream()
                .collect(Collectors.joining(","));
    }

    private static String conditions(JsonObject route) {
        String hosts = texts(route, "hosts");
        String matcher = route.getString("matcher", "");
        return Stream.of(hosts.isEmpty() ? "" : "hosts=" + hosts, matcher.isEmpty() ? "" : "matcher=" + matcher)
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String limits(JsonObject limits) {
        return limits.entrySet().stream()
                .map(limit -> limit.getKey() + "=" + text(limit.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
