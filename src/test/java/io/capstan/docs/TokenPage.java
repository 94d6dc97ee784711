package io.capstan.docs;

import io.capstan.TokenIssuer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

@WebServlet("/token")
public class TokenPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient TokenIssuer tokens;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(tokens.issue(request, Duration.ofMinutes(2)));
    }
}
