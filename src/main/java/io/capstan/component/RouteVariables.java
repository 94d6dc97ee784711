package io.capstan.component;

import io.capstan.component.RouteTemplate.Any;
import io.capstan.component.RouteTemplate.Pattern;
import io.capstan.component.RouteTemplate.Rest;
import io.capstan.component.RouteTemplate.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is variable in a route. Routes with the same variables at the same places have the same one, since among ten thousand
 * routes most of the time of a lookup goes into memory that is far away.
 *
 * @param places where something is variable, in order
 */
record RouteVariables(List<Place> places) {

    /** A segment that is no plain text, and its place. */
    private record Place(int index, Segment segment) {}

    /** The variables of a route. */
    static RouteVariables of(RouteTemplate route) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < route.segments().size(); i++) {
            Segment segment = route.segments().get(i);
            if (!(segment instanceof RouteTemplate.Literal)) {
                places.add(new Place(i, segment));
            }
        }
        return new RouteVariables(List.copyOf(places));
    }

    /** Their values in a path that fits the route: by name, and the pieces of patterns from "1" on. */
    Map<String, String> in(List<String> path) {
        Map<String, String> variables = new LinkedHashMap<>();
        int pieces = 0;
        for (Place place : places) {
            int i = place.index();
            if (place.segment() instanceof Any any && any.name().isEmpty()) {
                variables.put(String.valueOf(++pieces), path.get(i));
            } else if (place.segment() instanceof Any any) {
                variables.put(
                        any.name(), i < path.size() ? path.get(i) : any.absent().orElseThrow());
            } else if (place.segment() instanceof Pattern pattern) {
                for (String piece : pattern.glob().pieces(path.get(i)).orElseThrow()) {
                    variables.put(String.valueOf(++pieces), piece);
                }
            } else if (place.segment() instanceof Rest) {
                variables.put(RouteTemplate.REST, String.join("/", path.subList(i, path.size())));
            }
        }
        return variables;
    }
}
