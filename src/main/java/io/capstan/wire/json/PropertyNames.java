package io.capstan.wire.json;

import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How the properties of objects are called in JSON: what the JSON-B configuration says of names (JSON-B 3.0 §4.2). */
public final class PropertyNames {
    private static final Pattern WORD = Pattern.compile("(?<=.)(?=\\p{Lu})");

    private final UnaryOperator<String> translation;

    private PropertyNames(UnaryOperator<String> translation) {
        this.translation = translation;
    }

    /** The names of this configuration. */
    public static PropertyNames of(JsonbConfig config) {
        Optional<Object> strategy = config.getProperty(JsonbConfig.PROPERTY_NAMING_STRATEGY);
        if (strategy.orElse("") instanceof PropertyNamingStrategy own) {
            return new PropertyNames(own::translateName);
        }
        return new PropertyNames(standard(String.valueOf(strategy.orElse(PropertyNamingStrategy.IDENTITY))));
    }

    private static UnaryOperator<String> standard(String strategy) {
        return switch (strategy) {
            case PropertyNamingStrategy.LOWER_CASE_WITH_DASHES ->
                name -> split(name, "-").toLowerCase(Locale.ROOT);
            case PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES ->
                name -> split(name, "_").toLowerCase(Locale.ROOT);
            case PropertyNamingStrategy.UPPER_CAMEL_CASE -> PropertyNames::capitalized;
            case PropertyNamingStrategy.UPPER_CAMEL_CASE_WITH_SPACES -> name -> capitalized(split(name, " "));
            default -> name -> name;
        };
    }

    private static String split(String name, String between) {
        return WORD.matcher(name).replaceAll(between);
    }

    private static String capitalized(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The name in JSON of a property that has no name of its own by {@code @JsonbProperty}. */
    public String of(String property) {
        return translation.apply(property);
    }
}
