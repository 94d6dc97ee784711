package io.capstan.bench.load;

/**
 * How the clients of a load speak to a server. Only what differs between servers is here: all of them get the same
 * payload, and a delivery is counted wherever the mark of a payload shows in a received frame.
 *
 * @param binary whether clients send binary frames
 * @param greeting what a client says as soon as it is open; empty for nothing
 * @param before what stands before the payload of a publication; <code>{n}</code> is its length
 * @param after what stands behind it
 */
public record Dialect(boolean binary, String greeting, String before, String after) {

    /** The payload and nothing else. */
    public static final Dialect PLAIN = new Dialect(false, "", "", "");
}
