package io.capstan.wamp.v1;

import java.util.List;
import java.util.Optional;

/** What a client of the first version may say. URIs may be abbreviated; values are JSON. */
sealed interface ClientMessage {

    /** PREFIX: {@code prefix:x} is short for {@code uri} and {@code x} from now on. */
    record Prefix(String prefix, String uri) implements ClientMessage {}

    /**
     * CALL.
     *
     * @param id as it is written, in JSON
     */
    record Call(String id, String procedure, List<String> arguments) implements ClientMessage {}

    /** SUBSCRIBE. */
    record Subscribe(String topic) implements ClientMessage {}

    /** UNSUBSCRIBE. */
    record Unsubscribe(String topic) implements ClientMessage {}

    /**
     * PUBLISH.
     *
     * @param excludeMe whether the publisher gets nothing of it
     * @param exclude the sessions that get nothing of it
     * @param eligible the only sessions that get anything of it; empty: all
     */
    record Publish(String topic, String event, boolean excludeMe, List<String> exclude, Optional<List<String>> eligible)
            implements ClientMessage {}
}
