package io.capstan.operations;

import io.capstan.Routes.Mounted;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;

/** The routes of an application as JSON. */
public final class RoutesDocument {
    private RoutesDocument() {}

    /** {@code {"routes":[{"route":"/chat/{room}","component":"com.example.Chat","subprotocols":[], …}]}}. */
    public static String of(List<Mounted> routes) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        routes.forEach(mounted -> all.add(route(mounted)));
        return Json.createObjectBuilder().add("routes", all).build().toString();
    }

    private static JsonObjectBuilder route(Mounted mounted) {
        JsonObjectBuilder route = Json.createObjectBuilder()
                .add("route", mounted.route())
                .add("component", mounted.component().getName())
                .add("subprotocols", texts(mounted.subprotocols()))
                .add("hosts", texts(mounted.hosts()));
        mounted.matcher().ifPresent(matcher -> route.add("matcher", matcher.getName()));
        return route.add("origins", texts(mounted.origins())).add("limits", limits(mounted.limits()));
    }

    private static JsonArrayBuilder texts(List<String> texts) {
        return Json.createArrayBuilder(texts);
    }

    /** Numbers as numbers, names of choices as texts. */
    private static JsonObjectBuilder limits(Map<String, String> limits) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        limits.forEach((name, limit) -> {
            if (limit.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                object.add(name, Long.parseLong(limit));
            } else {
                object.add(name, limit);
            }
        });
        return object;
    }
}
