package io.capstan.it.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final List<FirefoxWindow> windows = new ArrayList<>();

    /** Which colours its user likes. */
    public enum Colors {
        DARK(0),
        LIGHT(1);

        private final int preference;

        Colors(int preference) {
            this.preference = preference;
        }
    }

    /** What the browser says: answers, by the number of the command, and what pages complain about. */
    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
        private final Queue<JsonObject> complaints = new ConcurrentLinkedQueue<>();
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
                } else if ("log.entryAdded".equals(message.getString("method", ""))) {
                    logged(message.getJsonObject("params"));
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void logged(JsonObject entry) {
            if (List.of("warn", "error").contains(entry.getString("level"))) {
                complaints.add(entry);
            }
        }
    }

    private Firefox(ChildProcess process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, answers)
                .join();
        call("session.new", Json.createObjectBuilder().add("capabilities", Json.createObjectBuilder()));
        call(
                "session.subscribe",
                Json.createObjectBuilder()
                        .add("events", Json.createArrayBuilder().add("log.entryAdded")));
    }

    /** Starts a browser whose user likes light colours. */
    public static Firefox start() {
        return start(Colors.LIGHT);
    }

    /** Starts a browser whose user likes these colours. */
    public static Firefox start(Colors colors) {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM),
                "NO TEST IN FIREFOX: " + PROGRAM + " is needed (Debian's package firefox-esr)");
        try {
            Path profile = Files.createTempDirectory(Files.createDirectories(PROFILES), "profile");
            List<String> preferences = new ArrayList<>(NOT_A_WORD_TO_THE_OUTSIDE);
            preferences.add(
                    "user_pref('layout.css.prefers-color-scheme.content-override', " + colors.preference + ");");
            Files.write(profile.resolve("user.js"), preferences);
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

    JsonObject call(String method, JsonObjectBuilder parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = answers.to(id);
        String command = Json.createObjectBuilder()
                .add("id", id)
                .add("method", method)
                .add("params", parameters)
                .build()
                .toString();
        socket.sendText(command, true).join();
        JsonObject result =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (!"success".equals(result.getString("type"))) {
            throw new AssertionError(command + ": " + result);
        }
        return result.getJsonObject("result");
    }

    /** Opens a page in another window, and returns when it is loaded. */
    public FirefoxWindow open(URI page) {
        FirefoxWindow window = new FirefoxWindow(this);
        windows.add(window);
        return window.open(page);
    }

    /** What the pages that are open, or the browser about them, have complained about. */
    public List<String> complaints() {
        return answers.complaints.stream()
                .filter(entry -> windows.stream().anyMatch(window -> window.isSourceOf(entry)))
                .map(JsonObject::toString)
                .toList();
    }

    /** Closes all windows that were opened; the browser itself stays. */
    public void closeWindows() {
        windows.forEach(FirefoxWindow::close);
        windows.clear();
    }

    @Override
    public void close() {
        socket.abort();
        process.close();
    }
}
