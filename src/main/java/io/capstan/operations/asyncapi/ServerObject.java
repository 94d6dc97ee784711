package io.capstan.operations.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;

/** Where the application is, as whoever asks for the document sees it. */
final class ServerObject {
    private ServerObject() {}

    /** The document with this server in front of its channels. */
    static JsonObject in(JsonObject document, HttpServletRequest request) {
        JsonObjectBuilder server = Json.createObjectBuilder()
                .add("host", host(request))
                .add("protocol", request.isSecure() ? "wss" : "ws");
        if (!request.getContextPath().isEmpty()) {
            server.add("pathname", request.getContextPath());
        }
        return Json.createObjectBuilder(document)
                .add("servers", Json.createObjectBuilder().add("this", server))
                .build();
    }

    private static String host(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return usual ? request.getServerName() : request.getServerName() + ":" + port;
    }
}
