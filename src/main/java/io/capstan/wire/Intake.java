package io.capstan.wire;

/**
 * What a client sends, on its way in: the flow can be stopped for a while, so that TCP slows the client down. What the
 * engine has read already still arrives. It flows when each {@link #pause} has had its {@link #resume}, in whatever order
 * they come. Thread-safe, and harmless on a connection that has ended.
 */
public interface Intake {
    /** One that cannot be stopped. */
    Intake UNSTOPPABLE = new Intake() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
    };

    /** Reads no more for now. */
    void pause();

    /** Reads on. May deliver messages on this thread, so it is called without any lock. */
    void resume();
}
