package io.capstan.action;

import io.capstan.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a channel or a user with variables in it: {@code orders.{country}}, {@code {caller}}, {@code {data.to}}.
 *
 * @param text as it is written
 */
public record NameTemplate(String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final String CALLER = "caller";
    private static final String DATA = "data.";

    /** Names what is wrong with it: parts of sentences. */
    void check(Function<String, Optional<String>> whyNoVariable, Consumer<String> faults) {
        for (String variable : variables()) {
            if (!variable.equals(CALLER) && !variable.startsWith(DATA)) {
                whyNoVariable
                        .apply(variable)
                        .ifPresent(why -> faults.accept("has the variable {" + variable + "} in \"" + text + "\", and "
                                + why + "; {caller} and {data.name} are there always"));
            }
        }
        if (VARIABLE.matcher(text).replaceAll("").matches("(?s).*[{}].*")) {
            faults.accept("has a bracket without its counterpart in \"" + text + "\"; allowed are variables as {room},"
                    + " {caller} and {data.name}");
        }
    }

    private List<String> variables() {
        List<String> variables = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            variables.add(matcher.group(1));
        }
        return variables;
    }

    /**
     * The name for one message.
     *
     * @throws ActionException if the data has not what belongs into it
     */
    String name(ActionRequest request) throws ActionException {
        StringBuilder name = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        int done = 0;
        while (matcher.find()) {
            name.append(text, done, matcher.start()).append(value(matcher.group(1), request));
            done = matcher.end();
        }
        return name.append(text, done, text.length()).toString();
    }

    private static String value(String variable, ActionRequest request) throws ActionException {
        Connection connection = request.connection();
        if (variable.equals(CALLER)) {
            return connection.caller().name();
        }
        return variable.startsWith(DATA)
                ? member(variable.substring(DATA.length()), request.data())
                : connection.variable(variable);
    }

    private static String member(String name, Map<String, RawJson> data) throws ActionException {
        RawJson value = data.get(name);
        if (value == null || !value.isString() && !value.isNumber()) {
            throw ActionException.invalid("This has to be a string or a number.", DATA + name);
        }
        return value.isString() ? value.string() : value.text();
    }
}
