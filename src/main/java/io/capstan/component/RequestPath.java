package io.capstan.component;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the path of a request apart, the same way on every server: from the raw text, so that an encoded slash stays
 * inside its segment, and without guessing, so that no odd spelling slips past a rule.
 */
public final class RequestPath {
    /** A dot segment, also one behind an encoded slash: what a variable gives is a path to some component. */
    private static final Pattern DOTS = Pattern.compile("(?:^|[/\\\\])\\.\\.?(?:[/\\\\]|$)");

    private RequestPath() {}

    /**
     * The decoded segments of a raw path, {@code /chat/a%20b;v=1} gives {@code chat} and {@code a b}.
     *
     * @return empty if it has an empty or a dot segment, be its slash encoded, a control character, or is no valid percent-encoded UTF-8
     */
    public static Optional<List<String>> segments(String raw) {
        if (!raw.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        if (raw.length() == 1) {
            return Optional.of(segments);
        }
        for (String part : raw.substring(1).split("/", -1)) {
            int parameters = part.indexOf(';');
            Optional<String> segment = decode(parameters < 0 ? part : part.substring(0, parameters));
            if (segment.isEmpty() || isOdd(segment.get())) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static boolean isOdd(String segment) {
        return segment.isEmpty()
                || segment.indexOf('.') >= 0 && DOTS.matcher(segment).find()
                || hasControl(segment);
    }

    private static boolean hasControl(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (Character.isISOControl(segment.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Decodes %XX as UTF-8; empty if that is not possible. */
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.put(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
