package io.capstan.action;

import io.capstan.channel.Dialect;
import io.capstan.channel.Notice;
import io.capstan.channel.Posting;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Optional;

/** How channels look to clients that speak {@code capstan.json}. */
@OnePerApplication
public class ActionDialect implements Dialect {
    /** Its name among subprotocols. */
    public static final String SUBPROTOCOL = "capstan.json";

    /** For the container, and for components without one. */
    public ActionDialect() {}

    @Override
    public boolean isSpokenBy(WireConnection connection) {
        return connection.component() == ChannelsComponent.class
                || ActionStyle.isIn(connection.component())
                || connection.subprotocol().filter(SUBPROTOCOL::equals).isPresent();
    }

    @Override
    public Outgoing encode(Posting posting) {
        String data = posting.payload().json();
        JsonWriter frame = new JsonWriter(data.length() + posting.channel().length() + 96)
                .text("action", "channel.message")
                .text("channel", posting.channel());
        if (posting.offset() > 0) {
            frame.number("offset", posting.offset());
        }
        return Outgoing.text(frame.json("data", data).end(), posting.payload().key());
    }

    @Override
    public Optional<Outgoing> encode(Notice notice) {
        String frame = JsonWriter.object()
                .text("action", notice.joined() ? "channel.joined" : "channel.left")
                .text("channel", notice.channel())
                .json("data", Frames.member(notice.connection()))
                .end();
        return Optional.of(Outgoing.text(frame, Optional.empty()));
    }
}
