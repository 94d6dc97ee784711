package io.capstan.wamp;

import java.util.OptionalLong;

/**
 * What goes with a permission to publish or to call.
 *
 * @param disclosesAlways whether the other side learns who it was, also where that was not asked for
 * @param mayDisclose whether the other side may learn who it was where that is asked for; otherwise asking is an error
 * @param trustLevel how far the other side may trust it, by configuration
 */
public record Grant(boolean disclosesAlways, boolean mayDisclose, OptionalLong trustLevel) {
    /** Nothing special: who asks is disclosed where that is wanted. */
    public static final Grant PLAIN = new Grant(false, true, OptionalLong.empty());
}
