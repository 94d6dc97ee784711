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

    /** Where something is variable. */
    private sealed interface Place {
        int index();
    }

    /** A segment that is no plain text. */
    private record Whole(int index, Segment segment) implements Place {}

    /** What lies between so many characters of a segment and so many others, for the star of the commonest kind of pattern. */
    private record Between(int index, int beginning, int end) implements Place {
        String in(String segment) {
            return segment.substring(beginning, segment.length() - end);
        }
    }

    /** The variables of a route. */
    static RouteVariables of(RouteTemplate route) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < route.segments().size(); i++) {
            Segment segment = route.segments().get(i);
            if (segment instanceof Pattern pattern && pattern.glob().isOneStar()) {
                Glob glob = pattern.glob();
                places.add(new Between(i, glob.beginning().length(), glob.end().length()));
            } else if (!(segment instanceof RouteTemplate.Literal)) {
                places.add(new Whole(i, segment));
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
            if (place instanceof Between between) {
                variables.put(String.valueOf(++pieces), between.in(path.get(i)));
            } else if (place instanceof Whole whole) {
                pieces = put(whole.segment(), i, path, pieces, variables);
            }
        }
        return variables;
    }

    /** Puts in what a segment stands for, and returns how many pieces there are now. */
    private static int put(Segment segment, int i, List<String> path, int before, Map<String, String> variables) {
        int pieces = before;
        if (segment instanceof Any any && any.name().isEmpty()) {
            variables.put(String.valueOf(++pieces), path.get(i));
        } else if (segment instanceof Any any) {
            variables.put(
                    any.name(), i < path.size() ? path.get(i) : any.absent().orElseThrow());
        } else if (segment instanceof Pattern pattern) {
            for (String piece : pattern.glob().pieces(path.get(i)).orElseThrow()) {
                variables.put(String.valueOf(++pieces), piece);
            }
        } else if (segment instanceof Rest) {
            variables.put(RouteTemplate.REST, String.join("/", path.subList(i, path.size())));
        }
        return pieces;
    }
}
