package com.example.notifications;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The next token for a page that is open for longer than the first one is good. */
@Path("token")
@RequestScoped
public class TokenResource {
    @Inject
    Visitor visitor;

    @Inject
    Accounts accounts;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response next() {
        if (!visitor.isKnown() || !accounts.exists(visitor.getName())) {
            return Response.status(Response.Status.UNAUTHORIZED).build();
        }
        return Response.ok(visitor.token())
                .cacheControl(CacheControl.valueOf("no-store"))
                .build();
    }
}
