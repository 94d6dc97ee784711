package com.example.notifications;

import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/** Tells everyone who comes and who goes, and sends away who was removed. */
@ApplicationScoped
public class People {
    @Inject
    Users users;

    @Inject
    @ChannelName
    Channel people;

    /** Somebody, as the page shows it. */
    public record Person(String name, State state) {}

    /** How somebody is. */
    public enum State {
        ONLINE,
        OFFLINE,
        REMOVED
    }

    /** A user is no user any more. */
    public record Removed(String name) {}

    void came(@Observes @Users.Online Users.User user) {
        people.publish(new Person(user.name(), State.ONLINE));
    }

    void went(@Observes @Users.Offline Users.User user) {
        people.publish(new Person(user.name(), State.OFFLINE));
    }

    void removed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Removed user) {
        people.publish(new Person(user.name(), State.REMOVED));
        users.of(user.name()).disconnect();
    }
}
