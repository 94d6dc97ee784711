package io.capstan.wamp.dealer;

/** A session that answers the calls of a registration. Guarded by the registration, all but its identity. */
final class Callee {
    private final Party party;
    private final RegisterOptions options;
    private int busy;
    private long lastTurn;

    Callee(Party party, RegisterOptions options) {
        this.party = party;
        this.options = options;
    }

    Party party() {
        return party;
    }

    RegisterOptions options() {
        return options;
    }

    /** How many calls it has under way. */
    int busy() {
        return busy;
    }

    /** When it was chosen last. */
    long lastTurn() {
        return lastTurn;
    }

    boolean hasRoom() {
        return options.concurrency() == 0 || busy < options.concurrency();
    }

    void begin(long turn) {
        busy++;
        lastTurn = turn;
    }

    void end() {
        busy--;
    }
}
