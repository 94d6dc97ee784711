package io.capstan.it.host.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The threads that serve requests: {@code GET /workers} says how many there may be, or are where the server does not say so,
 * and with {@code ?meet=<number>&at=<name>} waits, for a minute at most, until so many requests for that place are served at
 * the same time.
 */
@WebServlet("/workers")
public class WorkersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String XNIO = "org.xnio:type=Xnio,provider=\"nio\",worker=\"default\"";
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private final transient Map<String, CountDownLatch> places = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String meet = request.getParameter("meet");
        response.setContentType("text/plain");
        response.getWriter().print(meet == null ? workers() : meet(Integer.parseInt(meet), request.getParameter("at")));
    }

    private static long workers() {
        try {
            return ((Number) ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(new ObjectName(XNIO), "MaxWorkerPoolSize"))
                    .longValue();
        } catch (JMException notUndertow) {
            return threads();
        }
    }

    private static long threads() {
        String pool = pool(Thread.currentThread());
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> pool(thread).equals(pool))
                .count();
    }

    /** The name that the threads of a pool have in common. */
    private static String pool(Thread thread) {
        return NUMBERS.matcher(thread.getName()).replaceAll("");
    }

    private boolean meet(int number, String at) {
        CountDownLatch place = places.computeIfAbsent(at, name -> new CountDownLatch(number));
        place.countDown();
        try {
            return place.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
