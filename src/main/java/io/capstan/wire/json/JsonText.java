package io.capstan.wire.json;

import io.capstan.RelativeTime.Moment;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What JSON-B has made of an object: text, with gaps where the times come that are written in the language of each receiver.
 *
 * @param parts strings and {@link Moment}s, in their order; one string if the language plays no part
 */
record JsonText(List<Object> parts) {

    /** Whether the language plays a part. */
    boolean isLocalized() {
        return parts.size() > 1;
    }

    /** The whole text. */
    String text(Function<Moment, String> words) {
        if (!isLocalized()) {
            return (String) parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part instanceof Moment moment ? Objects.requireNonNull(words.apply(moment)) : part);
        }
        return text.toString();
    }
}
