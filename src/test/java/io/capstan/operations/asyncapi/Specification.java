package io.capstan.operations.asyncapi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the AsyncAPI specification says of a document: its own JSON schema, and that references lead somewhere. */
public final class Specification {
    private static final JsonSchema SCHEMA = schema();

    private Specification() {}

    private static JsonSchema schema() {
        try (InputStream in = Objects.requireNonNull(Specification.class.getResourceAsStream("/asyncapi/3.0.0.json"))) {
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a document; nothing if it is valid. */
    public static List<String> faults(String document) {
        List<String> faults = new ArrayList<>();
        SCHEMA.validate(document, InputFormat.JSON).forEach(message -> faults.add(message.toString()));
        JsonObject root = Json.createReader(new StringReader(document)).readObject();
        lost(root, root, faults);
        return faults;
    }

    private static void lost(JsonValue value, JsonObject root, List<String> faults) {
        if (value instanceof JsonObject object) {
            if (object.get("$ref") instanceof JsonString reference && !leads(reference.getString(), root)) {
                faults.add("leads nowhere: " + reference);
            }
            object.values().forEach(each -> lost(each, root, faults));
        } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            value.asJsonArray().forEach(each -> lost(each, root, faults));
        }
    }

    private static boolean leads(String reference, JsonObject root) {
        return reference.startsWith("#/")
                && Json.createPointer(reference.substring(1)).containsValue(root);
    }

    /** What is wrong with a value of which the schema stands at this place of a document: {@code #/components/schemas/Order}. */
    public static List<String> faults(String document, String place, String value) {
        List<String> faults = new ArrayList<>();
        JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema("{\"allOf\":[{\"$ref\":\"" + place + "\"}]," + document.substring(1))
                .validate(value, InputFormat.JSON)
                .forEach(message -> faults.add(message.toString()));
        return faults;
    }
}
