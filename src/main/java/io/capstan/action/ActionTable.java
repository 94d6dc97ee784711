package io.capstan.action;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions of a component.
 *
 * @param component its class
 * @param actions by their names, in the order of these
 */
public record ActionTable(Class<?> component, List<ActionMethod> actions) {
    public ActionTable {
        actions = List.copyOf(actions);
    }

    Map<String, ActionMethod> byName() {
        return actions.stream().collect(Collectors.toUnmodifiableMap(ActionMethod::name, Function.identity()));
    }
}
