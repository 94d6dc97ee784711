package io.capstan.operations.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an AsyncAPI channel: what is variable in a route or in the name of a channel is an expression {@code {name}}.
 *
 * @param text the address
 * @param parameters what stands for the expressions
 */
record Address(String text, JsonObject parameters) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}=]*)(?:=([^{}]*))?}|\\*\\*|\\*|\\?|\\[[^\\]]*]");

    /** That of a route, {@code /chat/{room}}, or of a channel, {@code orders.{country}}. */
    static Address of(String template) {
        Matcher matcher = VARIABLE.matcher(template);
        StringBuilder text = new StringBuilder();
        Map<String, JsonObjectBuilder> parameters = new LinkedHashMap<>();
        int piece = 0;
        int done = 0;
        while (matcher.find()) {
            String written = matcher.group();
            String name = matcher.group(1);
            if (name == null) {
                name = written.equals("**") ? "rest" : "piece" + ++piece;
            }
            String key = Keys.plain(name).replace('.', '-');
            text.append(template, done, matcher.start()).append('{').append(key).append('}');
            done = matcher.end();
            JsonObjectBuilder parameter = Json.createObjectBuilder().add("description", describe(written, name));
            if (matcher.group(2) != null) {
                parameter.add("default", matcher.group(2));
            }
            parameters.put(key, parameter);
        }
        text.append(template, done, template.length());
        JsonObjectBuilder all = Json.createObjectBuilder();
        parameters.forEach(all::add);
        return new Address(text.toString(), all.build());
    }

    private static String describe(String written, String name) {
        return switch (written.charAt(0)) {
            case '*' -> written.equals("**") ? "Any number of segments, also none." : "Any characters.";
            case '?' -> "One character.";
            case '[' -> "One character of " + written + ".";
            default ->
                name.equals("caller")
                        ? "The name of the caller."
                        : name.startsWith("data.")
                                ? "The member '" + name.substring(5) + "' of the data that the client sends."
                                : "The variable '" + name + "'.";
        };
    }
}
