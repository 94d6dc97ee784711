package io.capstan.it.host.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * {@code GET /records} has the JDK make the {@code equals} of a record once more: until then JDK 17 keeps the types of the
 * last one it made, and with them the application that it belongs to (the type cache of a handle in {@link ObjectMethods}).
 */
@WebServlet("/records")
public class RecordsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** One with a component of a type of this application's. */
    private record Owner(RecordsServlet servlet) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            ObjectMethods.bootstrap(
                    lookup,
                    "equals",
                    MethodType.methodType(boolean.class, Owner.class, Object.class),
                    Owner.class,
                    "servlet",
                    lookup.findVirtual(Owner.class, "servlet", MethodType.methodType(RecordsServlet.class)));
        } catch (Throwable e) {
            throw new ServletException(e);
        }
    }
}
