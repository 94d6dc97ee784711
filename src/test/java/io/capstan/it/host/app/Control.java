package io.capstan.it.host.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The test's end of {@link ControlServlet}. */
public final class Control {
    /** By HTTP/1.1, in which the JDK asks again when the server has just dropped a connection that was idle; in HTTP/2 it fails. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    public Control(URI base) {
        this.base = base;
    }

    /** The lines of the journal that begin with this name. */
    public List<String> journal(String name) {
        return ask("journal")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /** Waits until the journal of this name is exactly this. */
    public void awaitJournal(String name, String... lines) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(List.of(lines), journal(name)));
    }

    public int size() {
        return Integer.parseInt(ask("size"));
    }

    public void awaitSize(int size) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> size() == size);
    }

    /** Asks the servlet to do something, which it must be able to do. */
    public String ask(String command, String... parameters) {
        StringBuilder query = new StringBuilder("control?do=" + command);
        for (int i = 0; i < parameters.length; i += 2) {
            query.append('&').append(parameters[i]).append('=');
            query.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer = get(query.toString());
        assertEquals(200, answer.statusCode(), () -> query + ": " + answer.body());
        return answer.body();
    }

    /** Gets a page of the application. */
    public HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
