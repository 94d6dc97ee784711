package io.capstan.channel;

/** What may be the name of a channel. */
public final class ChannelNames {
    private static final int LONGEST = 200;

    /** What {@link #isValid} asks for. */
    static final String ALLOWED = "1 to " + LONGEST + " characters, none of them a space or a control character";

    private ChannelNames() {}

    /**
     * Returns a name that may be one.
     *
     * @throws IllegalArgumentException if it may not
     */
    public static String check(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "'" + printable(name) + "' is no name of a channel; allowed are " + ALLOWED + ".");
        }
        return name;
    }

    /** Whether a name may be one. */
    public static boolean isValid(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && name.codePoints().noneMatch(ChannelNames::isForbidden);
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR -> true;
            case Character.PARAGRAPH_SEPARATOR, Character.SURROGATE, Character.FORMAT -> true;
            default -> false;
        };
    }

    private static String printable(String name) {
        String start = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
        return start.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
