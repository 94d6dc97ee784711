package io.capstan.push;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message from outside may ask for, and the fields that it needs for it. */
enum Action {
    MULTICAST("multicast", List.of("data"), Set.of()),
    SEND_TO_CHANNEL("sendToChannel", List.of("channel", "data"), Set.of()),
    SEND_TO_DEVICE("sendToDevice", List.of("device", "data"), Set.of()),
    SUBSCRIBE("subscribe", List.of("device", "channel"), Set.of("remember", "data")), // the forerunner wants data here
    UNSUBSCRIBE("unsubscribe", List.of("device", "channel"), Set.of("data"));

    private static final Set<String> ALWAYS = Set.of("action", "id");

    private final String text;
    private final List<String> required;
    private final Set<String> optional;

    Action(String text, List<String> required, Set<String> optional) {
        this.text = text;
        this.required = required;
        this.optional = optional;
    }

    /** The action of this name. */
    static Optional<Action> of(String text) {
        return Stream.of(values()).filter(action -> action.text.equals(text)).findFirst();
    }

    /** The names of all. */
    static String names() {
        return Stream.of(values()).map(Action::text).collect(Collectors.joining(", "));
    }

    /** What it is called. */
    String text() {
        return text;
    }

    /** The fields that have to be there. */
    List<String> required() {
        return required;
    }

    /** Whether a field may be there. */
    boolean takes(String field) {
        return ALWAYS.contains(field) || required.contains(field) || optional.contains(field);
    }

    /** The fields that may be there. */
    String fields() {
        return Stream.of(
                        Stream.of("action"),
                        required.stream(),
                        optional.stream().sorted(),
                        Stream.of("id"))
                .flatMap(names -> names)
                .collect(Collectors.joining(", "));
    }
}
