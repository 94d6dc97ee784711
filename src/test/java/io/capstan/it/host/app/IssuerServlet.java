package io.capstan.it.host.app;

import io.capstan.Caller;
import io.capstan.TokenIssuer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** A page that gives its user a token: {@code GET /issue?name=ada}. */
@WebServlet("/issue")
public class IssuerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient TokenIssuer tokens;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = Caller.of(request.getParameter("name"), "editor");
        response.setContentType("text/plain");
        response.getWriter().print(tokens.issue(caller, Duration.ofMinutes(1)));
    }
}
