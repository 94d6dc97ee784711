package io.capstan.wamp.broker;

import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.WampMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what all events of a client's publication have in common. */
final class EventBodies {
    private EventBodies() {}

    static EventBody of(Session publisher, WampMessage.Publish request, PublishOptions options, Grant grant) {
        return new EventBody(
                Ids.publication(),
                details(publisher, options, grant),
                request.arguments(),
                options.filter(),
                options.excludeMe() ? publisher.id() : 0,
                false);
    }

    private static Dict details(Session publisher, PublishOptions options, Grant grant) {
        boolean discloses = options.discloseMe() || grant.disclosesAlways();
        if (!discloses && grant.trustLevel().isEmpty() && options.passthru().isEmpty()) {
            return Dict.EMPTY;
        }
        Map<String, @Nullable Object> details =
                new LinkedHashMap<>(options.passthru().members());
        if (discloses) {
            Identity identity = publisher.identity();
            details.put("publisher", publisher.id());
            details.put("publisher_authid", identity.authid());
            details.put("publisher_authrole", identity.authrole());
        }
        grant.trustLevel().ifPresent(level -> details.put("trustlevel", level));
        return new Dict(Collections.unmodifiableMap(details));
    }
}
