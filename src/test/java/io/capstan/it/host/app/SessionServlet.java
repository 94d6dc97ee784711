package io.capstan.it.host.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** What a web application does with an HTTP session: {@code GET /session?do=set&value=x}. */
@WebServlet("/session")
public class SessionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(request.getParameter("do").equals("create"));
        String answer = "none";
        if (session != null) {
            switch (request.getParameter("do")) {
                case "set" -> session.setAttribute("value", request.getParameter("value"));
                case "rename" -> request.changeSessionId();
                case "end" -> session.invalidate();
                default -> answer = String.valueOf(session.getAttribute("value"));
            }
        }
        response.setContentType("text/plain");
        response.getWriter().print(answer);
    }
}
