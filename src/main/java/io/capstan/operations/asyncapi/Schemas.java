package io.capstan.operations.asyncapi;

import io.capstan.wire.json.PropertyNames;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of types, as JSON-B reads and writes them. Objects and enums get a place of their own, to which others refer.
 * Used by one thread.
 */
final class Schemas {
    private static final String PLACE = "#/components/schemas/";
    private static final JsonObject ANYTHING = JsonValue.EMPTY_JSON_OBJECT;

    private final PropertyNames names;
    private final Set<String> relativeNames;
    private final Keys keys = new Keys();
    private final Map<String, JsonObject> places = new TreeMap<>();

    /** What belongs in one place. */
    private record Shape(Type type, Reading reading) {}

    /** @param relativeNames the JSON names of properties whose dates are written as relative time */
    Schemas(PropertyNames names, Set<String> relativeNames) {
        this.names = names;
        this.relativeNames = relativeNames;
    }

    /** Those that have a place of their own. */
    JsonObject places() {
        JsonObjectBuilder all = Json.createObjectBuilder();
        places.forEach(all::add);
        return all.build();
    }

    /** The schema of a type, or a reference to it. */
    JsonObject of(Type type, Reading reading) {
        return of(type, null, reading);
    }

    /** The same with the constraints that hold for one value of it. */
    JsonObject ofValue(Type type, Collection<Annotation> constraints, Reading reading) {
        return constrained(of(type, reading), constraints);
    }

    /** @param use the type as it is written, with annotations on its arguments; {@code null} if nobody knows */
    private JsonObject of(Type type, @Nullable AnnotatedType use, Reading reading) {
        Class<?> raw = Types.raw(type);
        Optional<JsonObject> simple = SimpleTypes.of(raw);
        if (simple.isPresent()) {
            return simple.get();
        }
        if (raw == Optional.class) {
            return argument(type, use, 0, reading);
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            return array(raw.isArray() ? of(Types.element(type), reading) : argument(type, use, 0, reading), raw);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Json.createObjectBuilder(SimpleTypes.schema("object"))
                    .add("additionalProperties", argument(type, use, 1, reading))
                    .build();
        }
        return isCustom(raw) ? ANYTHING : reference(type, raw, reading);
    }

    private JsonObject argument(Type type, @Nullable AnnotatedType use, int index, Reading reading) {
        List<Type> arguments = Types.arguments(type);
        if (arguments.size() <= index) {
            return ANYTHING;
        }
        if (use instanceof AnnotatedParameterizedType generic) {
            AnnotatedType argument = generic.getAnnotatedActualTypeArguments()[index];
            return constrained(of(arguments.get(index), argument, reading), Arrays.asList(argument.getAnnotations()));
        }
        return of(arguments.get(index), null, reading);
    }

    private static JsonObject array(JsonObject items, Class<?> raw) {
        JsonObjectBuilder array =
                Json.createObjectBuilder(SimpleTypes.schema("array")).add("items", items);
        return (Set.class.isAssignableFrom(raw) ? array.add("uniqueItems", true) : array).build();
    }

    private static boolean isCustom(Class<?> raw) {
        return raw.isAnnotationPresent(JsonbTypeAdapter.class)
                || raw.isAnnotationPresent(JsonbTypeSerializer.class)
                || raw.getPackageName().startsWith("java.");
    }

    /** What stands beside a reference does not count, says JSON Schema draft 7. */
    private static JsonObject constrained(JsonObject schema, Collection<Annotation> annotations) {
        JsonObject keywords = Constraints.of(schema, annotations);
        if (keywords.isEmpty()) {
            return schema;
        }
        JsonObjectBuilder both = schema.containsKey("$ref")
                ? Json.createObjectBuilder()
                        .add("allOf", Json.createArrayBuilder().add(schema))
                : Json.createObjectBuilder(schema);
        keywords.forEach(both::add);
        return both.build();
    }

    // places

    private JsonObject reference(Type written, Class<?> raw, Reading reading) {
        Type type = Types.resolve(written, Object.class); // so that the same types are equal
        Reading counts = dependsOnReading(type, new HashSet<>()) ? reading : Reading.READ;
        Shape shape = new Shape(type, counts);
        String name = Types.name(type) + (counts.written() ? suffix(counts) : "");
        String key = keys.of(name, shape);
        if (!places.containsKey(key)) {
            places.put(key, ANYTHING); // found by those that come back here in a circle
            places.put(key, place(type, raw, counts));
        }
        return Json.createObjectBuilder().add("$ref", PLACE + key).build();
    }

    private static String suffix(Reading reading) {
        return reading.views().isEmpty()
                ? ".written"
                : "." + String.join(".", reading.views().stream().sorted().toList());
    }

    private JsonObject place(Type type, Class<?> raw, Reading reading) {
        if (raw.isEnum()) {
            JsonArrayBuilder constants = Json.createArrayBuilder();
            Stream.of(raw.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name())
                    .forEach(constants::add);
            return Json.createObjectBuilder(SimpleTypes.schema("string"))
                    .add("enum", constants)
                    .build();
        }
        JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
        return info != null && info.value().length > 0 ? oneOf(info, reading) : object(type, raw, reading);
    }

    private JsonObject oneOf(JsonbTypeInfo info, Reading reading) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (JsonbSubtype each : info.value()) {
            all.add(of(each.type(), reading));
        }
        return Json.createObjectBuilder().add("oneOf", all).build();
    }

    private JsonObject object(Type type, Class<?> raw, Reading reading) {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        JsonArrayBuilder required = Json.createArrayBuilder();
        Types.aliases(raw).forEach((key, alias) -> {
            properties.add(key, Json.createObjectBuilder().add("const", alias));
            required.add(key);
        });
        for (Property property : Property.of(raw, names)) {
            if (property.isIn(reading)) {
                properties.add(property.name(), property(property, type, reading));
                if (Constraints.need(property.annotations()) || reading.written() && property.isRelative()) {
                    required.add(property.name());
                }
            }
        }
        JsonObjectBuilder object =
                Json.createObjectBuilder(SimpleTypes.schema("object")).add("properties", properties);
        var needed = required.build();
        return needed.isEmpty()
                ? object.build()
                : object.add("required", needed).build();
    }

    private JsonObject property(Property property, Type owner, Reading reading) {
        if (reading.written() && isRelative(property)) {
            return Json.createObjectBuilder(SimpleTypes.schema("string"))
                    .add("description", "How long ago, or until when, in the language of the reader.")
                    .build();
        }
        if (property.isCustom()) {
            return ANYTHING;
        }
        if (property.isFormatted()) {
            return SimpleTypes.schema("string");
        }
        AnnotatedType use = property.type();
        JsonObject schema = of(Types.resolve(use.getType(), owner), use, reading);
        return constrained(schema, property.annotations());
    }

    private boolean isRelative(Property property) {
        return property.isRelative()
                || relativeNames.contains(property.name())
                        && Types.isDate(property.type().getType());
    }

    /** Whether clients see something else of a type than they send. */
    private boolean dependsOnReading(Type type, Set<Type> seen) {
        Class<?> raw = Types.raw(type);
        if (SimpleTypes.of(raw).isPresent() || raw.isEnum() || !seen.add(type)) {
            return false;
        }
        if (Types.arguments(type).stream().anyMatch(argument -> dependsOnReading(argument, seen))) {
            return true;
        }
        if (raw.isArray()) {
            return dependsOnReading(Types.element(type), seen);
        }
        if (raw.getPackageName().startsWith("java.")) {
            return false;
        }
        JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
        if (info != null && Stream.of(info.value()).anyMatch(subtype -> dependsOnReading(subtype.type(), seen))) {
            return true;
        }
        return Property.of(raw, names).stream()
                .anyMatch(property -> property.dependsOnReading()
                        || isRelative(property)
                        || dependsOnReading(Types.resolve(property.type().getType(), type), seen));
    }
}
