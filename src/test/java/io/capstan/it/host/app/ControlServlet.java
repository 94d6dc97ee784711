package io.capstan.it.host.app;

import io.capstan.Connections;
import io.capstan.gate.Admission;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.Stream;

/** A look into the application from outside, and a hand in it: {@code GET /control?journal}. */
@WebServlet("/control")
public class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Journal journal;

    @Inject
    transient Connections connections;

    @Inject
    transient Admission admission;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().print(answer(request.getParameter("do"), request));
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private String answer(String command, HttpServletRequest request) {
        return switch (command) {
            case "journal" -> String.join("\n", journal.lines());
            case "size" -> String.valueOf(connections.size());
            case "send" ->
                connections
                                .find(request.getParameter("id"))
                                .map(connection -> connection.send(request.getParameter("text")))
                                .isPresent()
                        ? "found"
                        : "not found";
            case "admit" -> {
                admission.open();
                yield "open";
            }
            case "refuse" -> {
                admission.close();
                yield "closed";
            }
            case "note" -> {
                journal.add(request.getParameter("line"));
                yield "noted";
            }
            case "heap" -> {
                System.gc();
                yield String.valueOf(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            case "reset-peak" -> {
                pools().forEach(MemoryPoolMXBean::resetPeakUsage);
                yield "reset";
            }
            case "peak" ->
                String.valueOf(
                        pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
            case "threads" -> String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount());
            default -> "?";
        };
    }
}
