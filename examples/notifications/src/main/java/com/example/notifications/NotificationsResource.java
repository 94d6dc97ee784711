package com.example.notifications;

import io.capstan.Channel;
import io.capstan.ChannelName;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Where an administrator notifies others. */
@Path("notifications")
@AdminOnly
@RequestScoped
public class NotificationsResource {
    @PersistenceContext
    EntityManager database;

    @Inject
    @ChannelName
    Channel notifications;

    /** @param receiver the name of a user; without it, everyone */
    public record Draft(@NotBlank @Size(max = 200) String text, String receiver) {}

    /** The publication leaves when the transaction has committed, and never if it rolls back. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public void send(@Valid Draft draft) {
        Notification notification = new Notification(draft.text(), draft.receiver(), Instant.now());
        database.persist(notification);
        Channel receivers = draft.receiver() == null ? notifications : notifications.ofUser(draft.receiver());
        receivers.publish(notification);
        try {
            database.flush();
        } catch (PersistenceException twice) {
            throw new ClientErrorException("This was said already.", Response.Status.CONFLICT, twice);
        }
    }
}
