package io.capstan.bench.load;

/** What a session is there for: what it asks for when it has joined, and the type of the messages that it waits for. */
enum WampRole {
    PUBLISHER(0, 0, 0),
    SUBSCRIBER(32, 33, 36),
    CALLER(0, 0, 50),
    CALLEE(64, 65, 68);

    /** PUBLISH, CALL and YIELD. */
    static final int PUBLISH = 16;

    static final int CALL = 48;
    static final int YIELD = 70;

    /** The one topic and the one procedure. */
    static final String URI = "bench.load";

    private final int request;
    private final int granted;
    private final int awaited;

    WampRole(int request, int granted, int awaited) {
        this.request = request;
        this.granted = granted;
        this.awaited = awaited;
    }

    /** The type of the message that asks for the role, 0 for a role that is there for all. */
    int request() {
        return request;
    }

    /** The type of the message that grants it. */
    int granted() {
        return granted;
    }

    /** The type of the messages that it is about. */
    int awaited() {
        return awaited;
    }
}
