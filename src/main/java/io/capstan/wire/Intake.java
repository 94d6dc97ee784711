package io.capstan.wire;

/**
 * The incoming half of one connection, where its engine lets it be stopped. What the engine has read already may still
 * come after a stop. Methods are called one at a time, from any thread, and do not block.
 */
public interface Intake {
    /** Reads nothing more from the client, so that TCP makes it wait. */
    void pause();

    /** Goes on. What there is to read is read on a thread of the engine, never on this one. */
    void resume();
}
