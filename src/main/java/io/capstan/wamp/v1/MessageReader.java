package io.capstan.wamp.v1;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.wamp.message.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads what clients of the first version say. Total: each text is a message or a {@link ProtocolViolation}. */
final class MessageReader {
    private static final Predicate<String> INTEGER =
            Pattern.compile("-?[0-9]{1,18}").asMatchPredicate();

    /** The elements, each as it is written. */
    private final List<String> elements;

    private MessageReader(List<String> elements) {
        this.elements = elements;
    }

    static ClientMessage read(String frame) throws ProtocolViolation {
        return new MessageReader(elements(frame)).message();
    }

    private static List<String> elements(String json) throws ProtocolViolation {
        List<String> elements = new ArrayList<>();
        JsonCursor cursor = new JsonCursor(json);
        try {
            cursor.elements(elements::add);
            cursor.expectEnd();
        } catch (MalformedException e) {
            throw new ProtocolViolation("A list was expected. " + e.getMessage());
        }
        return elements;
    }

    private ClientMessage message() throws ProtocolViolation {
        if (elements.isEmpty()) {
            throw new ProtocolViolation("The list is empty.");
        }
        return switch (elements.get(0)) {
            case "1" -> {
                size(3, 3);
                yield new ClientMessage.Prefix(string(1), string(2));
            }
            case "2" -> {
                size(3, Integer.MAX_VALUE);
                yield new ClientMessage.Call(id(), uri(2), List.copyOf(elements.subList(3, elements.size())));
            }
            case "5" -> {
                size(2, 2);
                yield new ClientMessage.Subscribe(uri(1));
            }
            case "6" -> {
                size(2, 2);
                yield new ClientMessage.Unsubscribe(uri(1));
            }
            case "7" -> publish();
            default -> throw new ProtocolViolation("A client sends the types 1, 2, 5, 6 and 7.");
        };
    }

    private ClientMessage publish() throws ProtocolViolation {
        size(3, 5);
        String exclude = optional(3);
        boolean excludeMe = exclude.equals("true");
        boolean list = exclude.startsWith("[");
        if (!list && !excludeMe && !exclude.equals("false") && !exclude.equals("null")) {
            throw new ProtocolViolation("excludeMe is a boolean, or a list of session ids.");
        }
        List<String> eligible = optional(4).equals("null") ? List.of() : strings(optional(4));
        return new ClientMessage.Publish(
                uri(1),
                elements.get(2),
                excludeMe,
                list ? strings(exclude) : List.of(),
                eligible.isEmpty() ? Optional.empty() : Optional.of(eligible));
    }

    private void size(int least, int most) throws ProtocolViolation {
        if (elements.size() < least || elements.size() > most) {
            throw new ProtocolViolation("A message of the type " + elements.get(0) + " has "
                    + (least == most ? "" : "at least ") + least + " elements"
                    + (most > least && most < Integer.MAX_VALUE ? " and at most " + most : "") + ".");
        }
    }

    private String optional(int index) {
        return index < elements.size() ? elements.get(index) : "null";
    }

    /** A URI; numbers are taken for their digits, as Ratchet does. */
    private String uri(int index) throws ProtocolViolation {
        return INTEGER.test(elements.get(index)) ? elements.get(index) : string(index);
    }

    private String id() throws ProtocolViolation {
        uri(1);
        return elements.get(1);
    }

    private String string(int index) throws ProtocolViolation {
        return string(elements.get(index));
    }

    private static String string(String json) throws ProtocolViolation {
        if (!json.startsWith("\"")) {
            throw new ProtocolViolation("URIs, prefixes and ids are strings.");
        }
        try {
            return new JsonCursor(json).string();
        } catch (MalformedException e) {
            throw new ProtocolViolation(e.getMessage());
        }
    }

    private static List<String> strings(String json) throws ProtocolViolation {
        List<String> strings = new ArrayList<>();
        for (String element : elements(json)) {
            strings.add(string(element));
        }
        return List.copyOf(strings);
    }

    /** The elements of a list, each as it is written; empty if it is something else. */
    static Optional<List<String>> list(String json) throws ProtocolViolation {
        return json.startsWith("[") ? Optional.of(elements(json)) : Optional.empty();
    }
}
