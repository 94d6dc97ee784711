package com.example.notifications;

import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser with one session. */
final class Visit {
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI base;

    private Visit(URI base) {
        this.base = base;
    }

    static Visit by(URI base, String name, String password) {
        Visit visit = new Visit(base);
        String form = "name=" + name + "&password=" + password;
        visit.send("POST", "login", "application/x-www-form-urlencoded", form);
        return visit;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "*/*", "");
    }

    int post(String path, String json) {
        return send("POST", path, "application/json", json).statusCode();
    }

    int delete(String path) {
        return send("DELETE", path, "*/*", "").statusCode();
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token that is in the page. */
    String token() {
        Matcher token = TOKEN.matcher(get("").body());
        if (!token.find()) {
            throw new AssertionError("There is no token in the page: nobody is logged in");
        }
        return token.group(1);
    }

    /** Connects as the page does. */
    RawWebSocket connect() {
        return connect(base, token());
    }

    static RawWebSocket connect(URI base, String token) {
        return RawSocket.connect(base)
                .get("/shop")
                .header("Sec-WebSocket-Protocol", "capstan.json, auth-token-" + token)
                .upgrade();
    }
}
