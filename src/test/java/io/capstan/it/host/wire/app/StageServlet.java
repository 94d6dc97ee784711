package io.capstan.it.host.wire.app;

import io.capstan.it.host.app.Journal;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;

/** A test's hand on the {@link Stage}; its other end is {@code io.capstan.it.host.app.Control}. */
@WebServlet("/control")
public class StageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Journal journal;

    @Inject
    transient Stage stage;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            response.getWriter().print(answer(request.getParameter("do"), request));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String answer(String command, HttpServletRequest request) throws InterruptedException {
        String to = request.getParameter("to");
        Mix mix = request.getParameter("mix") == null ? Mix.SMALL : Mix.valueOf(request.getParameter("mix"));
        switch (command) {
            case "send" -> stage.send(to, mix, number(request, "count"));
            case "close" -> stage.close(to, number(request, "code"));
            case "burst" -> stage.burst(to, mix, number(request, "sources"), number(request, "count"));
            case "publish" -> stage.publish(to, mix, number(request, "sources"), number(request, "count"));
            case "stream" -> stage.stream(to, mix, number(request, "count"));
            case "tap" -> stage.tap(to, request.getParameter("kind"), number(request, "count"));
            case "pour" -> stage.source(to).pour(number(request, "count"));
            case "break" -> stage.source(to).fail();
            case "source" -> {
                return stage.source(to).toString();
            }
            case "outcomes" -> {
                return stage.outcomes(to);
            }
            case "state" -> {
                return stage.state(to);
            }
            case "waiting" -> {
                return String.valueOf(stage.waiting(to));
            }
            case "wire" -> {
                return stage.wire(to);
            }
            case "journal" -> {
                return String.join("\n", journal.lines());
            }
            case "threads" -> {
                return threads();
            }
            default -> throw new IllegalArgumentException(command);
        }
        return "done";
    }

    private static int number(HttpServletRequest request, String name) {
        return Integer.parseInt(request.getParameter(name));
    }

    /** All threads of this JVM, each with the class loader of the application for which it works. */
    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .map(thread -> thread.getName() + " " + describe(thread.getContextClassLoader()))
                .collect(Collectors.joining("\n"));
    }

    private static String describe(ClassLoader loader) {
        return loader == null
                ? ""
                : loader.getName() + " " + Objects.toString(loader).replaceAll("\\s+", " ");
    }
}
