package io.capstan.wamp.dealer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the prefixes of a procedure, the shortest first, and keeps the longest ones. Used by one thread. */
final class LongestPrefixes implements Consumer<Registration> {
    private final String procedure;

    /** That which ends with one of the procedure's components, and so has the most of them. */
    @Nullable
    Registration whole;

    /** That which ends within a component. */
    @Nullable
    Registration within;

    LongestPrefixes(String procedure) {
        this.procedure = procedure;
    }

    @Override
    public void accept(Registration prefix) {
        if (isBoundary(prefix.uri().length())) {
            whole = prefix;
        } else {
            within = prefix;
        }
    }

    private boolean isBoundary(int at) {
        return at == 0 || at == procedure.length() || procedure.charAt(at) == '.' || procedure.charAt(at - 1) == '.';
    }
}
