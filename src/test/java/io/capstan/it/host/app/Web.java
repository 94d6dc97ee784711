package io.capstan.it.host.app;

import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A browser with one cookie, that of its HTTP session, which {@link SessionServlet} serves. */
public final class Web {
    private final URI base;
    private String cookie = "";

    private Web(URI base) {
        this.base = base;
    }

    /** One who has no session. */
    public static Web without(URI base) {
        return new Web(base);
    }

    /** One with a new session. */
    public static Web withSession(URI base) {
        Web web = new Web(base);
        web.session("create", "");
        if (web.cookie.isEmpty()) {
            throw new AssertionError("The server has set no cookie.");
        }
        return web;
    }

    /** Has something done with the session. */
    public String session(String command, String value) {
        String query = "/session?do=" + command + "&value=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        HttpAnswer answer = request(query).plain().header("Connection", "close").answer();
        if (answer.status() != 200) {
            throw new AssertionError(command + ": " + answer);
        }
        answer.headers("Set-Cookie").forEach(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer.body();
    }

    /** A handshake of this browser. */
    public RawRequest request(String path) {
        RawRequest request = RawSocket.connect(base).get(path);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }
}
