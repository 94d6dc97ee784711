package io.capstan.wamp.message;

/** The kinds of values that all serializers have in common. */
enum Kind {
    NULL("null"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    FLOAT("a number with a fraction"),
    STRING("a string"),
    BINARY("binary"),
    LIST("a list"),
    DICT("a dict");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
