package io.capstan.wire.json;

import io.capstan.Connection;
import java.time.Clock;
import java.util.Set;

/** Writes objects as JSON, in the language of whoever reads it. Thread-safe. */
public final class JsonEncoder {
    private static final String LANGUAGE = "Accept-Language";

    private final JsonBinding binding;
    private final RelativeTimes times;
    private final Languages languages;
    private final String otherwise;

    /** One that has JSON-B write, and sees time by this clock. */
    public JsonEncoder(JsonBinding binding, JsonOptions options, Clock clock) {
        this.binding = binding;
        this.times = new RelativeTimes(clock);
        this.otherwise = options.language();
        this.languages = Languages.of(options);
    }

    /** An object as it was written once, for readers of all languages. */
    public final class Document {
        private final JsonText text;

        private Document(JsonText text) {
            this.text = text;
        }

        /** Whether it reads differently in other languages. */
        public boolean isLocalized() {
            return text.isLocalized();
        }

        /** Its text in the language of this tag, which {@link #language} has found, as of now. */
        public String in(String tag) {
            return text.text(moment -> times.say(moment, Words.of(tag)));
        }

        /** Its text for nobody in particular. */
        public String text() {
            return in(otherwise);
        }

        /** The tag of the language in which a connection gets it; empty if the language plays no part. */
        public String language(Connection connection) {
            return text.isLocalized()
                    ? languages.best(connection.handshake().header(LANGUAGE).orElse(""))
                    : "";
        }
    }

    /** What has JSON-B read and write. */
    public JsonBinding binding() {
        return binding;
    }

    /**
     * Writes an object.
     *
     * @param views the views that are asked for
     * @throws IllegalArgumentException if it cannot be written
     */
    public Document write(Object value, Set<String> views) {
        return new Document(binding.write(value, views));
    }
}
