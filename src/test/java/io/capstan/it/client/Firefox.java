package io.capstan.it.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The Firefox of the system, with an empty profile and without a screen, told what to do by WebDriver BiDi: it needs no driver,
 * which Debian does not have. Where there is none the test is skipped, and says so; nothing is ever downloaded.
 */
public final class Firefox implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/firefox-esr");
    private static final Pattern LISTENS = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path PROFILES = Path.of("target", "firefox").toAbsolutePath();

    /** It would ask for news of many kinds, and tell how it is. */
    private static final List<String> NOT_A_WORD_TO_THE_OUTSIDE = List.of(
            "user_pref('services.settings.server', 'data:,');",
            "user_pref('toolkit.telemetry.server', 'data:,');",
            "user_pref('datareporting.policy.dataSubmissionEnabled', false);",
            "user_pref('app.normandy.enabled', false);",
            "user_pref('app.update.enabled', false);",
            "user_pref('extensions.update.enabled', false);",
            "user_pref('extensions.getAddons.cache.enabled', false);",
            "user_pref('browser.safebrowsing.malware.enabled', false);",
            "user_pref('browser.safebrowsing.phishing.enabled', false);",
            "user_pref('network.captive-portal-service.enabled', false);",
            "user_pref('network.connectivity-service.enabled', false);",
            "user_pref('browser.region.network.url', '');");

    private final ChildProcess process;
    private final Answers answers = new Answers();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;
    private final String window;

    /** What the browser says, by the number of the command. */
    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
        private final StringBuilder text = new StringBuilder();

        CompletableFuture<JsonObject> to(int id) {
            return waiting.computeIfAbsent(id, any -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonObject message =
                        Json.createReader(new StringReader(text.toString())).readObject();
                text.setLength(0);
                if (message.containsKey("id") && !message.isNull("id")) {
                    to(message.getInt("id")).complete(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private Firefox(ChildProcess process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, answers)
                .join();
        call("session.new", "{\"capabilities\":{}}");
        this.window = call("browsingContext.create", "{\"type\":\"tab\"}").getString("context");
    }

    /** Starts a browser. */
    public static Firefox start() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM),
                "NO TEST IN FIREFOX: " + PROGRAM + " is needed (Debian's package firefox-esr)");
        try {
            Path profile = Files.createTempDirectory(Files.createDirectories(PROFILES), "profile");
            Files.write(profile.resolve("user.js"), NOT_A_WORD_TO_THE_OUTSIDE);
            ChildProcess process = ChildProcess.start(
                    profile,
                    List.of(
                            "sh", // it speaks of the port on its standard error
                            "-c",
                            "exec \"$0\" --headless --no-remote --profile \"$1\" --remote-debugging-port 0 2>&1",
                            PROGRAM.toString(),
                            profile.toString()));
            try {
                String address = process.awaitLine(LISTENS, PATIENCE).group(1);
                return new Firefox(process, URI.create(address + "/session"));
            } catch (RuntimeException | AssertionError e) {
                process.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject call(String method, String parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = answers.to(id);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        JsonObject result =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (!"success".equals(result.getString("type"))) {
            throw new AssertionError(method + " " + parameters + ": " + result);
        }
        return result.getJsonObject("result");
    }

    /** Opens a page, and returns when it is loaded. */
    public Firefox open(URI page) {
        call(
                "browsingContext.navigate",
                "{\"context\":\"" + window + "\",\"wait\":\"complete\",\"url\":\"" + page + "\"}");
        return this;
    }

    /** What an expression in the page is, as a text; a promise is awaited. */
    public String text(String expression) {
        JsonObject parameters = Json.createObjectBuilder()
                .add("expression", "Promise.resolve(" + expression + ").then(String)")
                .add("target", Json.createObjectBuilder().add("context", window))
                .add("awaitPromise", true)
                .build();
        JsonObject answer = call("script.evaluate", parameters.toString());
        if (!"success".equals(answer.getString("type"))) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.getJsonObject("result").getString("value");
    }

    /** Its name and version. */
    public String agent() {
        return text("navigator.userAgent");
    }

    @Override
    public void close() {
        socket.abort();
        process.close();
    }
}
