package io.capstan.it.host.wire.app;

/** Which sizes and kinds of message a source sends, by their number. */
public enum Mix {
    /** What chats and prices are like. */
    SMALL(17, 40, 125, 126, 64, 90),
    /** All lengths of a frame's header, up to the size of a whole joined write; 5 KB on average. */
    MIXED(20, 125, 126, 127, 900, 30, 4096, 50, 8192, 60, 300, 16_000, 10, 100, 33, 65_536, 200, 400, 70),
    /** Enough to fill buffers soon. */
    LARGE(8000, 6000, 8192, 7000),
    /** The least, the greatest, and the edges of the header's forms; 145 KB on average. */
    EDGES(20, 0, 1, 125, 126, 127, 0, 65_535, 65_536, 65_537, 1, 1 << 20, 40, 64 * 1024, 2, 1 << 20, 124, 100_000);

    private final int[] sizes;

    Mix(int... sizes) {
        this.sizes = sizes;
    }

    public Sample sample(int source, int number) {
        int size = sizes[(source * 7 + number) % sizes.length];
        return new Sample(source, number, size, (number + number / sizes.length) % 3 == 2);
    }

    /** Whether each message is large enough to say who sent it. */
    public boolean tells() {
        return this != EDGES;
    }
}
