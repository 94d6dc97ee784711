package io.capstan.wamp.v1;

import io.capstan.channel.JsonStrings;
import io.capstan.wamp.message.Arguments;
import io.capstan.wire.Outgoing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what clients of the first version are told. */
public final class Frames {
    private static final int VERSION = 1;
    private static final String SERVER = "Capstan"; // without a version, which is nobody's business

    private Frames() {}

    /** WELCOME. */
    static Outgoing welcome(String session) {
        return text("[0," + JsonStrings.quote(session) + "," + VERSION + "," + JsonStrings.quote(SERVER) + "]");
    }

    /**
     * CALLRESULT.
     *
     * @param call the id of the call, as it was written
     * @param result in JSON
     */
    static Outgoing result(String call, String result) {
        return text("[3," + call + "," + result + "]");
    }

    /** CALLERROR. */
    static Outgoing error(String call, String uri, Arguments arguments) {
        List<String> positional = arguments.positionalJson();
        Map<String, String> named = arguments.namedJson();
        boolean described = !positional.isEmpty() && positional.get(0).startsWith("\"");
        boolean detailed = positional.size() > (described ? 1 : 0) || !named.isEmpty();
        return text("[4," + call + "," + JsonStrings.quote(uri) + "," + (described ? positional.get(0) : "\"\"")
                + (detailed ? "," + details(positional, described, named) : "") + "]");
    }

    /** What goes with an error beside its description: arguments by name, if there are no others. */
    private static String details(List<String> positional, boolean described, Map<String, String> named) {
        List<String> more = described ? positional.subList(1, positional.size()) : positional;
        if (more.isEmpty()) {
            return object(named);
        }
        return more.size() == 1 && named.isEmpty() ? more.get(0) : all(more, named);
    }

    /**
     * EVENT.
     *
     * @param event in JSON
     */
    public static Outgoing event(String topic, String event) {
        return text("[8," + JsonStrings.quote(topic) + "," + event + "]");
    }

    /** Arguments as the one value that events and results are here: the only one, an object of several, or {@code null}. */
    public static String value(Arguments arguments) {
        List<String> positional = arguments.positionalJson();
        Map<String, String> named = arguments.namedJson();
        if (named.isEmpty() && positional.size() < 2) {
            return positional.isEmpty() ? "null" : positional.get(0);
        }
        return all(positional, named);
    }

    private static String all(List<String> positional, Map<String, String> named) {
        return "{\"args\":[" + String.join(",", positional) + "],\"kwargs\":" + object(named) + "}";
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> JsonStrings.quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Outgoing text(String text) {
        return Outgoing.text(text, Optional.empty());
    }
}
