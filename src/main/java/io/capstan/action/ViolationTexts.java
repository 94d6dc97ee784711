package io.capstan.action;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells clients which constraints of Bean Validation they have violated, where the server has a provider of it. */
@FunctionalInterface
public interface ViolationTexts {

    /** A violated constraint, as a client is told of it: where in the data, in its language, and by the constraint's name. */
    record Violation(String path, String message, String code) {
        String json() {
            return JsonWriter.object()
                    .text("path", path)
                    .text("message", message)
                    .text("code", code)
                    .end();
        }
    }

    /**
     * The violations that an error is about.
     *
     * @param error a {@code ConstraintViolationException}
     * @param parameters of the method, as clients know them
     * @param language that of the client, if it has said so
     */
    List<Violation> of(Throwable error, List<String> parameters, Optional<Locale> language);
}
