package com.example.notifications;

import io.capstan.RelativeTime;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** What an administrator has said, to one user or to everyone. */
@Entity
public class Notification {
    @Id
    private UUID id;

    /** Nobody wants to read the same twice, and the database sees to that. */
    @Column(unique = true)
    private String text;

    private String receiver;

    /** Clients read how long ago that is, in their language. */
    @RelativeTime
    private Instant createdAt;

    /** For JPA. */
    protected Notification() {}

    /** @param receiver the name of a user, or {@code null} for everyone */
    public Notification(String text, String receiver, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.text = text;
        this.receiver = receiver;
        this.createdAt = createdAt;
    }

    public UUID getId() {
        return id;
    }

    public String getText() {
        return text;
    }

    public String getReceiver() {
        return receiver;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
