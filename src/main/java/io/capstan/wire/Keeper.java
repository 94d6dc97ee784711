package io.capstan.wire;

import java.util.Optional;
import java.util.function.Supplier;

/** A connection that keeps one thing for another room, which no application sees and which goes with the connection. */
public interface Keeper {

    /** What is kept, if anything is. */
    Optional<Object> companion();

    /** What is kept; made now if nothing was. The maker calls nobody. */
    Object companion(Supplier<?> maker);
}
