package io.capstan.operations.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A channel of the document: a route, or a channel that clients follow by way of a route. It collects its messages and the
 * operations that go over it. Used by one thread.
 */
final class ChannelObject {
    private final String key;
    private final JsonObjectBuilder channel = Json.createObjectBuilder();
    private final Map<String, JsonObject> messages = new LinkedHashMap<>();
    private final Map<String, JsonObject> operations = new LinkedHashMap<>();

    ChannelObject(String key, String address, String description) {
        this.key = key;
        Address parsed = Address.of(address);
        channel.add("address", parsed.text()).add("description", description);
        if (!parsed.parameters().isEmpty()) {
            channel.add("parameters", parsed.parameters());
        }
    }

    /** It is a WebSocket, on which one of these subprotocols is spoken. */
    ChannelObject speaking(List<String> subprotocols) {
        JsonObjectBuilder webSocket =
                Json.createObjectBuilder().add("method", "GET").add("bindingVersion", "0.1.0");
        if (!subprotocols.isEmpty()) {
            JsonObjectBuilder header = Json.createObjectBuilder(SimpleTypes.schema("string"))
                    .add("enum", Json.createArrayBuilder(subprotocols));
            webSocket.add(
                    "headers",
                    Json.createObjectBuilder(SimpleTypes.schema("object"))
                            .add("properties", Json.createObjectBuilder().add("Sec-WebSocket-Protocol", header)));
        }
        channel.add("bindings", Json.createObjectBuilder().add("ws", webSocket));
        return this;
    }

    /** A text message of JSON; does nothing if there is one of this name. */
    String message(String name, JsonObject payload) {
        return message(name, "application/json", payload);
    }

    /** A message of any kind. */
    String message(String name, String contentType, JsonObject payload) {
        String message = Keys.plain(name);
        messages.putIfAbsent(
                message,
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("contentType", contentType)
                        .add("payload", payload)
                        .build());
        return message;
    }

    /** The application takes a message, and answers it with one of these, if with any. */
    void receives(String name, String message, Collection<String> replies) {
        JsonObjectBuilder operation = operation("receive", List.of(message));
        if (!replies.isEmpty()) {
            operation.add(
                    "reply",
                    Json.createObjectBuilder()
                            .add("channel", reference("#/channels/" + key))
                            .add("messages", references(replies)));
        }
        operations.put(key + "." + Keys.plain(name), operation.build());
    }

    /** The application sends a message of its own accord. */
    void sends(String name, String message) {
        operations.put(
                key + "." + Keys.plain(name) + ".send",
                operation("send", List.of(message)).build());
    }

    private JsonObjectBuilder operation(String action, List<String> carried) {
        return Json.createObjectBuilder()
                .add("action", action)
                .add("channel", reference("#/channels/" + key))
                .add("messages", references(carried));
    }

    private JsonArrayBuilder references(Collection<String> names) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        names.forEach(name -> all.add(reference("#/channels/" + key + "/messages/" + name)));
        return all;
    }

    private static JsonObjectBuilder reference(String to) {
        return Json.createObjectBuilder().add("$ref", to);
    }

    /** Adds it and its operations to those of the document. */
    void addTo(JsonObjectBuilder channels, JsonObjectBuilder all) {
        JsonObjectBuilder carried = Json.createObjectBuilder();
        messages.forEach(carried::add);
        channels.add(key, channel.add("messages", carried));
        operations.forEach(all::add);
    }
}
