package io.capstan.component;

import io.capstan.Connection;
import io.capstan.QueryParam;
import jakarta.websocket.server.PathParam;
import java.lang.invoke.MethodType;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Parameters of handlers that are variables of the route or query parameters.
 *
 * @param routes those of the class; empty for a component behind a card, whose route is somebody else's
 */
record HandshakeArguments(Optional<List<RouteTemplate>> routes) {
    private static final String TYPES = "; allowed are String, a primitive, its wrapper, an enum, a type with a public"
            + " static valueOf(String) or fromString(String), and Optional or List of these.";

    Optional<Argument> path(Parameter parameter, PathParam annotation, Consumer<String> faults) {
        String name = annotation.value();
        Optional<TextParameter> text = TextParameter.of(parameter);
        if (text.isEmpty()) {
            faults.accept("a variable of the route cannot be had as " + parameter.getParameterizedType() + TYPES);
            return Optional.empty();
        }
        routes.ifPresent(all -> check(name, text.get(), all, faults));
        return text.map(known -> known.argument(
                "The path variable '" + name + "'",
                connection -> Optional.ofNullable(
                                connection.handshake().variables().get(name))
                        .stream()
                        .toList(),
                connection -> connection.variable(name))); // throws, and says what there is
    }

    private static void check(String name, TextParameter text, List<RouteTemplate> routes, Consumer<String> faults) {
        List<RouteTemplate> without = routes.stream()
                .filter(route -> !variables(route).contains(name))
                .toList();
        boolean some = without.size() < routes.size();
        if (without.isEmpty() || some && text.shape() != TextParameter.Shape.ONE) {
            return;
        }
        faults.accept(
                without(name, without.get(0)) + (some ? "; if not all routes have it, take it as Optional" : "") + ".");
    }

    /** Why not all routes have this variable; empty if they do. */
    Optional<String> whyNot(String name) {
        return routes.stream()
                .flatMap(List::stream)
                .filter(route -> !variables(route).contains(name))
                .findFirst()
                .map(route -> without(name, route));
    }

    private static String without(String name, RouteTemplate route) {
        String has = variables(route).stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        return "the route '" + route + "' has no variable '" + name + "'; "
                + (has.isEmpty() ? "it has none" : "allowed is " + has);
    }

    private static List<String> variables(RouteTemplate route) {
        return route.segments().stream()
                .flatMap(segment -> {
                    if (segment instanceof RouteTemplate.Any any) {
                        return Optional.of(any.name()).filter(name -> !name.isEmpty()).stream();
                    }
                    return segment instanceof RouteTemplate.Rest
                            ? Optional.of(RouteTemplate.REST).stream()
                            : Optional.<String>empty().stream();
                })
                .toList();
    }

    static Optional<Argument> query(Parameter parameter, QueryParam annotation, Consumer<String> faults) {
        String name = annotation.value();
        Optional<TextParameter> text = TextParameter.of(parameter);
        if (text.isEmpty()) {
            faults.accept("a query parameter cannot be had as " + parameter.getParameterizedType() + TYPES);
            return Optional.empty();
        }
        List<String> defaults = List.of(annotation.defaultValue());
        boolean one = text.get().shape() == TextParameter.Shape.ONE;
        if (defaults.size() != (one ? 1 : 0)) {
            faults.accept("@QueryParam(\"" + name + "\") has " + defaults.size() + " default values; allowed is "
                    + (one
                            ? "one, for a client that does not say '" + name + "'; or make it Optional<"
                                    + MethodType.methodType(parameter.getType())
                                            .wrap()
                                            .returnType()
                                            .getSimpleName() + ">."
                            : "none, for it may be empty."));
            return Optional.empty();
        }
        Function<Connection, Object> missing = connection -> List.of();
        if (one) {
            try {
                Object value = text.get().conversion().convert(defaults.get(0));
                missing = connection -> value;
            } catch (IllegalArgumentException e) {
                faults.accept("@QueryParam(\"" + name + "\") has the default value '" + defaults.get(0)
                        + "', which is no " + parameter.getType().getSimpleName() + ".");
                return Optional.empty();
            }
        }
        return Optional.of(text.get()
                .argument(
                        "The query parameter '" + name + "'",
                        connection -> connection.handshake().query().getOrDefault(name, List.of()),
                        missing));
    }
}
