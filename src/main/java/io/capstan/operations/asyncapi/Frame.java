package io.capstan.operations.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schemas of messages of the action dialect, around those of their data. */
final class Frame {
    private static final JsonObject ID = Json.createObjectBuilder()
            .add("type", Json.createArrayBuilder().add("number").add("string"))
            .add("description", "Repeated by the answer.")
            .build();

    private static final JsonObject NAME = Json.createObjectBuilder(SimpleTypes.schema("string"))
            .add("description", "The name of the channel.")
            .build();

    private Frame() {}

    /**
     * What a client sends.
     *
     * @param data {@code null} if none is taken
     * @param needed whether it may not be left out
     */
    static JsonObject request(String action, @Nullable JsonObject data, boolean needed) {
        return message(action, data, needed, ID);
    }

    /** What it gets back; {@code null} if that has no data. */
    static JsonObject reply(String action, @Nullable JsonObject data) {
        return message(action, data, data != null, ID);
    }

    /** What others get. */
    static JsonObject told(String action, JsonObject data) {
        return message(action, data, true, null);
    }

    /** Something was not done: as objects, or, where that is configured, violations as a list of messages. */
    static JsonObject error() {
        JsonObject violation = object(List.of("path", "message", "code"), List.of("path", "message"));
        JsonObject detail = object(List.of("message", "code", "field", "reference"), List.of("message"));
        JsonObjectBuilder members =
                Json.createObjectBuilder(detail.getJsonObject("properties")).add("violations", array(violation));
        JsonArrayBuilder either = Json.createArrayBuilder()
                .add(Json.createObjectBuilder(detail).add("properties", members))
                .add(array(SimpleTypes.schema("string")));
        JsonArrayBuilder actions = Json.createArrayBuilder().add("error").add("fatalError");
        return Json.createObjectBuilder(SimpleTypes.schema("object"))
                .add(
                        "properties",
                        Json.createObjectBuilder()
                                .add("action", Json.createObjectBuilder().add("enum", actions))
                                .add("data", Json.createObjectBuilder().add("anyOf", either))
                                .add("id", ID))
                .add("required", Json.createArrayBuilder(List.of("action", "data")))
                .build();
    }

    private static JsonObject array(JsonObject items) {
        return Json.createObjectBuilder(SimpleTypes.schema("array"))
                .add("items", items)
                .build();
    }

    /** A publication of a channel of this name; {@code null}: of any. */
    static JsonObject publication(@Nullable String channel, JsonObject data) {
        JsonObject name = channel == null
                ? NAME
                : Json.createObjectBuilder().add("const", channel).build();
        return Json.createObjectBuilder(SimpleTypes.schema("object"))
                .add(
                        "properties",
                        Json.createObjectBuilder()
                                .add("action", constant("channel.message"))
                                .add("channel", name)
                                .add("offset", SimpleTypes.schema("integer"))
                                .add("data", data))
                .add("required", Json.createArrayBuilder(List.of("action", "channel", "data")))
                .build();
    }

    /** The data of what clients do with channels. */
    static JsonObject channelData(String action) {
        JsonObjectBuilder properties = Json.createObjectBuilder().add("channel", NAME);
        List<String> required = new ArrayList<>(List.of("channel"));
        switch (action) {
            case "channel.subscribe" ->
                properties.add(
                        "since",
                        Json.createObjectBuilder(SimpleTypes.schema("object"))
                                .add(
                                        "properties",
                                        Json.createObjectBuilder()
                                                .add("epoch", SimpleTypes.schema("string"))
                                                .add("offset", SimpleTypes.schema("integer")))
                                .add("required", Json.createArrayBuilder(List.of("epoch", "offset"))));
            case "channel.publish" -> {
                properties.add("data", JsonObject.EMPTY_JSON_OBJECT);
                required.add("data");
            }
            case "channel.presence", "channel.history" -> properties.add("limit", SimpleTypes.schema("integer"));
            default -> {
                // the name is all
            }
        }
        return Json.createObjectBuilder(SimpleTypes.schema("object"))
                .add("properties", properties)
                .add("required", Json.createArrayBuilder(required))
                .build();
    }

    private static JsonObject object(List<String> strings, List<String> required) {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        strings.forEach(name -> properties.add(name, SimpleTypes.schema("string")));
        return Json.createObjectBuilder(SimpleTypes.schema("object"))
                .add("properties", properties)
                .add("required", Json.createArrayBuilder(required))
                .build();
    }

    private static JsonObject constant(String text) {
        return Json.createObjectBuilder().add("const", text).build();
    }

    private static JsonObject message(
            String action, @Nullable JsonObject data, boolean needed, @Nullable JsonObject id) {
        JsonObjectBuilder properties = Json.createObjectBuilder().add("action", constant(action));
        JsonArrayBuilder required = Json.createArrayBuilder().add("action");
        if (data != null) {
            properties.add("data", data);
        }
        if (needed) {
            required.add("data");
        }
        if (id != null) {
            properties.add("id", id);
        }
        return Json.createObjectBuilder(SimpleTypes.schema("object"))
                .add("properties", properties)
                .add("required", required)
                .build();
    }
}
