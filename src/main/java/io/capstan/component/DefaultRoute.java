package io.capstan.component;

import java.util.Locale;

/** The route of a component that names none: {@code /chat-room} for {@code ChatRoom}. */
final class DefaultRoute {
    private DefaultRoute() {}

    /**
     * The simple name of a class in lower case, with a hyphen in front of each capital that begins a word: one behind a
     * small letter or a digit, or the last one of several where a small letter follows ({@code HTTPEcho} is
     * {@code /http-echo}).
     */
    static String of(Class<?> type) {
        String words =
                type.getSimpleName().replaceAll("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "-");
        return "/" + words.toLowerCase(Locale.ROOT);
    }
}
