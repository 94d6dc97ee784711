package io.capstan.push;

import io.capstan.channel.JsonStrings;
import java.util.Optional;

/** What becomes of a message from outside, as its sender is told. */
sealed interface Outcome permits Outcome.Accepted, Fault {

    /** As a JSON object. */
    String json();

    /** As a line for those who want no more than {@code OK}, or {@code ERR} with a code and the field. */
    String line();

    /** The sender's own id of the message. */
    Optional<String> id();

    /** It was carried out, for so many connections. */
    record Accepted(Optional<String> id, int receivers) implements Outcome {
        @Override
        public String json() {
            return "{\"status\":\"accepted\"" + member("id", id) + ",\"receivers\":" + receivers + "}";
        }

        @Override
        public String line() {
            return "OK";
        }
    }

    /** A member behind another one, if it has a value. */
    static String member(String name, Optional<String> value) {
        return value.map(text -> ",\"" + name + "\":" + JsonStrings.quote(text)).orElse("");
    }
}
