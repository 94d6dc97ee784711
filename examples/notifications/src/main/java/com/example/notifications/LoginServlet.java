package com.example.notifications;

import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Logs in and out: the forms of the pages come here. */
@WebServlet({"/login", "/logout"})
public class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient IdentityStoreHandler store;

    @Inject
    transient Visitor visitor;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/logout")) {
            request.getSession().invalidate(); // which closes the connections of this session, with 4401
            response.sendRedirect("login.xhtml");
            return;
        }
        CredentialValidationResult login = store.validate(new UsernamePasswordCredential(
                parameter(request, "name"), new Password(parameter(request, "password"))));
        if (login.getStatus() != CredentialValidationResult.Status.VALID) {
            response.sendRedirect("login.xhtml?failed=true");
            return;
        }
        request.getSession();
        request.changeSessionId(); // nobody else knows the session of somebody who is logged in
        visitor.enter(login);
        response.sendRedirect(".");
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
