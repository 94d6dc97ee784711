package com.example.notifications;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Where an administrator removes users. */
@Path("users")
@AdminOnly
@RequestScoped
public class UsersResource {
    @PersistenceContext
    EntityManager database;

    @Inject
    Event<People.Removed> removed;

    @DELETE
    @Path("{name}")
    @Transactional
    public void remove(@PathParam("name") String name) {
        User user = database.find(User.class, name);
        if (user == null) {
            throw new NotFoundException();
        }
        database.remove(user);
        removed.fire(new People.Removed(name));
    }
}
