package io.capstan.operations.asyncapi;

import io.capstan.Routes.Mounted;
import io.capstan.action.ActionData;
import io.capstan.action.ActionMethod;
import io.capstan.action.ActionStyle;
import io.capstan.action.ActionTable;
import io.capstan.action.ChannelsComponent;
import io.capstan.component.MessageShapes;
import io.capstan.component.MessageShapes.Shape;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The AsyncAPI 3.0 document of an application, without its servers. Used once, by one thread. */
final class ApiDocument {
    private static final List<String> CHANNEL_ACTIONS = List.of(
            "channel.subscribe", "channel.unsubscribe", "channel.publish", "channel.presence", "channel.history");
    private static final String ERROR = "error";

    private final AsyncApiOptions options;
    private final Collection<Mounted> routes;
    private final ActionStyle actions;
    private final Collection<String> declared;
    private final Schemas schemas;
    private final Keys keys = new Keys();
    /** The channels that clients follow, with the data of their publications as far as that is known. */
    private final Map<String, JsonObject> followed = new TreeMap<>();

    /**
     * A document to be made.
     *
     * @param routes all that is mounted
     * @param actions the components that have actions
     * @param declared the names of channels that the application injects
     */
    ApiDocument(
            AsyncApiOptions options,
            Collection<Mounted> routes,
            ActionStyle actions,
            Collection<String> declared,
            Schemas schemas) {
        this.options = options;
        this.routes = routes;
        this.actions = actions;
        this.declared = declared;
        this.schemas = schemas;
    }

    JsonObject build() {
        List<ChannelObject> channels = new ArrayList<>();
        routes.forEach(route -> channels.add(route(route)));
        declared.forEach(name -> followed.putIfAbsent(name, JsonObject.EMPTY_JSON_OBJECT));
        followed.forEach((name, data) -> channels.add(followed(name, data)));
        JsonObjectBuilder all = Json.createObjectBuilder();
        JsonObjectBuilder operations = Json.createObjectBuilder();
        channels.forEach(channel -> channel.addTo(all, operations));
        return Json.createObjectBuilder()
                .add("asyncapi", "3.0.0")
                .add(
                        "info",
                        Json.createObjectBuilder().add("title", options.title()).add("version", options.version()))
                .add("defaultContentType", "application/json")
                .add("channels", all)
                .add("operations", operations)
                .add("components", Json.createObjectBuilder().add("schemas", schemas.places()))
                .build();
    }

    // routes

    private ChannelObject route(Mounted route) {
        ChannelObject channel = new ChannelObject(
                        keys.of(route.route(), route),
                        route.route(),
                        "The component " + route.component().getName() + ".")
                .speaking(route.subprotocols());
        Optional<ActionTable> table = actions.table(route.component());
        table.ifPresent(found -> found.actions().forEach(action -> action(action, channel)));
        boolean channelsOnly = route.component() == ChannelsComponent.class;
        if (channelsOnly || actions.offersChannels(route.component())) {
            channels(channel);
        }
        if (table.isEmpty() && !channelsOnly) {
            MessageShapes.of(route.component()).forEach(shape -> plain(shape, channel));
        }
        return channel;
    }

    private void plain(Shape shape, ChannelObject channel) {
        String name = name(shape.taken());
        List<String> replies =
                shape
                        .replied()
                        .map(type -> message(name + ".reply", type, Reading.written(shape.views()), channel))
                        .stream()
                        .toList();
        channel.receives(name, message(name, shape.taken(), Reading.READ, channel), replies);
    }

    private static String name(Type type) {
        return Shape.isBinary(type) ? "binary" : type == String.class ? "text" : Types.name(type);
    }

    private String message(String name, Type type, Reading reading, ChannelObject channel) {
        if (Shape.isBinary(type)) {
            return channel.message(name, "application/octet-stream", SimpleTypes.schema("string"));
        }
        return type == String.class
                ? channel.message(name, "text/plain", SimpleTypes.schema("string"))
                : channel.message(name, schemas.of(type, reading));
    }

    // actions

    private void action(ActionMethod action, ChannelObject channel) {
        String name = action.name();
        Type returned = action.reply();
        boolean nothing = returned == void.class;
        @Nullable JsonObject reply = nothing ? null : schemas.of(returned, Reading.written(action.views()));
        String request = channel.message(
                name, Frame.request(name, data(action), action.data().isNeeded()));
        boolean toCaller = action.receivers().includeCaller();
        String answer = channel.message(name + ".reply", Frame.reply(name, toCaller ? reply : null));
        channel.receives(name, request, List.of(answer, channel.message(ERROR, Frame.error())));
        if (reply != null && action.receivers().includeConnections()) {
            channel.sends(name, channel.message(name + ".told", Frame.told(name, reply)));
        }
        if (reply != null) {
            action.receivers().channel().ifPresent(template -> followed.put(template.text(), reply));
        }
    }

    private @Nullable JsonObject data(ActionMethod action) {
        ActionData data = action.data();
        if (data instanceof ActionData.Whole whole) {
            return schemas.ofValue(whole.type(), annotations(action, ""), Reading.READ);
        }
        if (data instanceof ActionData.Members members) {
            JsonObjectBuilder properties = Json.createObjectBuilder();
            List<String> required = new ArrayList<>();
            for (ActionData.Member member : members.members()) {
                properties.add(
                        member.name(),
                        schemas.ofValue(member.type(), annotations(action, member.name()), Reading.READ));
                if (!member.optional()) {
                    required.add(member.name());
                }
            }
            JsonObjectBuilder object =
                    Json.createObjectBuilder(SimpleTypes.schema("object")).add("properties", properties);
            return required.isEmpty()
                    ? object.build()
                    : object.add("required", Json.createArrayBuilder(required)).build();
        }
        return null;
    }

    /** The constraints of a parameter. */
    private static List<Annotation> annotations(ActionMethod action, String name) {
        int index = action.parameters().indexOf(name);
        Parameter[] parameters = action.method().method().getParameters();
        return index < 0 ? List.of() : Arrays.asList(parameters[index].getAnnotations());
    }

    // channels

    private static void channels(ChannelObject channel) {
        for (String action : CHANNEL_ACTIONS) {
            String request = channel.message(action, Frame.request(action, Frame.channelData(action), true));
            String reply = channel.message(action + ".reply", Frame.reply(action, SimpleTypes.schema("object")));
            channel.receives(action, request, List.of(reply, channel.message(ERROR, Frame.error())));
        }
        String publication = channel.message("channel.message", Frame.publication(null, JsonObject.EMPTY_JSON_OBJECT));
        channel.sends("channel.message", publication);
    }

    private ChannelObject followed(String name, JsonObject data) {
        ChannelObject channel = new ChannelObject(
                keys.of("channel." + name, name),
                name,
                "A channel that clients follow with the action channel.subscribe; it has no address of its own.");
        boolean fixed = name.indexOf('{') < 0;
        channel.sends("publication", channel.message("publication", Frame.publication(fixed ? name : null, data)));
        return channel;
    }
}
