package io.capstan.it.container;

/** The JVMs that run tests at the same time. */
final class Forks {
    private Forks() {}

    /** Which of them this is, from 1; 1 for a run from an IDE. */
    static int number() {
        return Integer.getInteger("capstan.fork", 1);
    }
}
