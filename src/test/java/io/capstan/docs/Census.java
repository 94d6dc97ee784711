package io.capstan.docs;

import io.capstan.ChannelEvent;
import io.capstan.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

@ApplicationScoped
public class Census {
    private final List<String> entries = new CopyOnWriteArrayList<>();

    void joined(@Observes @ChannelEvent.Subscribed ChannelEvent event) {
        entries.add(event.connection().caller().name() + " came to "
                + event.channel().name());
    }

    void empty(@Observes @ChannelEvent.Vacated ChannelEvent event) {
        entries.add(event.channel().name() + " is empty");
    }

    void online(@Observes @Users.Online Users.User user) {
        entries.add(user.name() + " is there");
    }

    void offline(@Observes @Users.Offline Users.User user) {
        entries.add(user.name() + " has gone");
    }

    public List<String> entries() {
        return List.copyOf(entries);
    }
}
