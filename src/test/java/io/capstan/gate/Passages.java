package io.capstan.gate;

/** Passages for tests of what comes behind the gate. */
public final class Passages {
    private Passages() {}

    /** One of a handshake that was admitted. */
    public static Passage any() {
        GateCase gate = new GateCase() {};
        gate.mount();
        return gate.admit(GateCase.DEFAULTS).passage();
    }

    /** Runs something on the thread of an upgrade guard that opens a connection by this passage. */
    public static void during(Passage passage, Runnable action) {
        passage.enter();
        try {
            action.run();
        } finally {
            Passage.leave();
        }
    }
}
