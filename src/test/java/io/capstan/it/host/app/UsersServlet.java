package io.capstan.it.host.app;

import io.capstan.Users;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;

/** What an administrator does: {@code GET /users?do=disconnect&name=ada}. */
@WebServlet("/users")
public class UsersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Users users;

    @Inject
    transient Gatekeeper gatekeeper;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String name = request.getParameter("name");
        response.getWriter().print(answer(request.getParameter("do"), name == null ? "" : name));
    }

    private String answer(String command, String name) {
        switch (command) {
            case "disconnect":
                return String.valueOf(users.of(name).disconnect());
            case "tell":
                return String.valueOf(users.of(name).connections().broadcast("for " + name));
            case "online":
                return String.valueOf(users.online(name));
            case "delete":
                gatekeeper.delete(name);
                return "deleted";
            default:
                return users.names().sorted().collect(Collectors.joining(","));
        }
    }
}
