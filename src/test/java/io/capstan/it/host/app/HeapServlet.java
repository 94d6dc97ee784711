package io.capstan.it.host.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What lives in the server after a garbage collection: {@code GET /heap?classes=<expression>} gives a line for each class
 * whose name fits, with the number of its instances. A class that was loaded twice has two lines.
 */
@WebServlet("/heap")
public class HeapServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pattern classes = Pattern.compile(request.getParameter("classes"));
        response.setContentType("text/plain");
        response.getWriter()
                .print(histogram()
                        .lines()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .filter(line -> classes.matcher(line.group(2)).matches())
                        .map(line -> line.group(2) + " " + line.group(1))
                        .collect(Collectors.joining("\n")));
    }

    private static String histogram() throws IOException {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IOException(e);
        }
    }
}
