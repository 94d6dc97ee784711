package io.capstan.operations.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Set;

/**
 * Constraints of Bean Validation as keywords of JSON Schema. They are known by their names, since not every server has the API;
 * those of an application's own making say nothing that a schema could.
 */
final class Constraints {
    private static final String PACKAGE = "jakarta.validation.constraints.";
    private static final Set<String> NEEDED = Set.of("NotNull", "NotBlank", "NotEmpty");

    private final JsonObject schema;
    private final JsonObjectBuilder keywords = Json.createObjectBuilder();

    private Constraints(JsonObject schema) {
        this.schema = schema;
    }

    /** Whether a value has to be there. */
    static boolean need(Collection<Annotation> annotations) {
        return annotations.stream().anyMatch(annotation -> NEEDED.contains(name(annotation)));
    }

    /** The keywords for a value of this schema. */
    static JsonObject of(JsonObject schema, Collection<Annotation> annotations) {
        Constraints constraints = new Constraints(schema);
        annotations.forEach(constraints::add);
        return constraints.keywords.build();
    }

    private static String name(Annotation annotation) {
        String name = annotation.annotationType().getName();
        return name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : "";
    }

    private void add(Annotation annotation) {
        switch (name(annotation)) {
            case "NotEmpty" -> least(1);
            case "NotBlank" -> keywords.add("minLength", 1).add("pattern", "\\S");
            case "Size" -> size(annotation);
            case "Min" -> keywords.add("minimum", value(annotation, "value", Long.class));
            case "Max" -> keywords.add("maximum", value(annotation, "value", Long.class));
            case "DecimalMin" -> decimal(annotation, "minimum", "exclusiveMinimum");
            case "DecimalMax" -> decimal(annotation, "maximum", "exclusiveMaximum");
            case "Positive" -> keywords.add("exclusiveMinimum", 0);
            case "PositiveOrZero" -> keywords.add("minimum", 0);
            case "Negative" -> keywords.add("exclusiveMaximum", 0);
            case "NegativeOrZero" -> keywords.add("maximum", 0);
            case "Digits" ->
                keywords.add("multipleOf", BigDecimal.ONE.movePointLeft(value(annotation, "fraction", Integer.class)));
            case "Pattern" -> keywords.add("pattern", "^(?:" + value(annotation, "regexp", String.class) + ")$");
            case "Email" -> keywords.add("format", "email");
            case "AssertTrue" -> keywords.add("const", true);
            case "AssertFalse" -> keywords.add("const", false);
            default -> {
                // of the past, of the future, or of the application: no keyword says that
            }
        }
    }

    private void size(Annotation size) {
        int min = value(size, "min", Integer.class);
        int max = value(size, "max", Integer.class);
        if (min > 0) {
            least(min);
        }
        if (max < Integer.MAX_VALUE) {
            keywords.add("max" + what(), max);
        }
    }

    private void least(int number) {
        keywords.add("min" + what(), number);
    }

    /** What is counted. */
    private String what() {
        return switch (schema.getString("type", "")) {
            case "array" -> "Items";
            case "object" -> "Properties";
            default -> "Length";
        };
    }

    private void decimal(Annotation bound, String inclusive, String exclusive) {
        BigDecimal value = new BigDecimal(value(bound, "value", String.class));
        keywords.add(value(bound, "inclusive", Boolean.class) ? inclusive : exclusive, value);
    }

    private static <T> T value(Annotation annotation, String attribute, Class<T> type) {
        try {
            return type.cast(annotation.annotationType().getMethod(attribute).invoke(annotation));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(annotation + " has no " + attribute + ".", e);
        }
    }
}
