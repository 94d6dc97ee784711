package io.capstan.wire;

import io.capstan.Connection;
import io.capstan.wire.json.JsonEncoder.Document;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A message that was encoded for whoever may receive it: mostly one {@link Outgoing} for all, and one for each language where
 * there are times in it. Thread-safe.
 */
public final class Encoded {
    /** For all, or for nobody in particular. */
    private final Outgoing general;
    /** {@code null} if the language plays no part. */
    private final @Nullable Document document;

    private final Map<String, Outgoing> byLanguage;

    private Encoded(Outgoing general, @Nullable Document document) {
        this.general = general;
        this.document = document;
        this.byLanguage = document == null ? Map.of() : new ConcurrentHashMap<>(2);
    }

    static Encoded same(Outgoing outgoing) {
        return new Encoded(outgoing, null);
    }

    /** An object, with the key by which a newer one may replace it. */
    public static Encoded of(Document document, Optional<String> key) {
        return new Encoded(Outgoing.text(document.text(), key), document.isLocalized() ? document : null);
    }

    /** Whether it reads differently in other languages. */
    public boolean isLocalized() {
        return document != null;
    }

    /** For all, or in the language of those who ask for none. */
    public Outgoing general() {
        return general;
    }

    /** The tag of the language in which a connection gets it; empty if the language plays no part. */
    public String language(Connection connection) {
        return document == null ? "" : document.language(connection);
    }

    /** In a language that {@link #language} has found: made once. */
    public Outgoing in(String language) {
        Document localized = document;
        return localized == null
                ? general
                : byLanguage.computeIfAbsent(
                        language, tag -> Outgoing.text(localized.in(tag), Optional.ofNullable(general.key())));
    }

    /** For one connection. */
    public Outgoing of(Connection connection) {
        return document == null ? general : in(language(connection));
    }

    /** The same without what was made of it; times are as of when it is made again. */
    public Encoded copy() {
        return new Encoded(general.copy(), document);
    }
}
