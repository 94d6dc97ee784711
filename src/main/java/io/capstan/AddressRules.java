package io.capstan;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses may connect: injectable everywhere, for this application on this node, and in force as soon as a method
 * returns. It begins with {@code capstan.addresses.block} and {@code capstan.addresses.allow}; what is changed here is
 * gone when the application stops. Thread-safe.
 *
 * <p>A network is an address or a range, {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; host names are
 * not looked up. A rule stops new connections, with 403. Those that are open stay, unless {@link #enforce} follows:
 * {@code rules.block("192.0.2.0/24", Duration.ofHours(1)).enforce()}.
 *
 * <p>Methods that take a network throw an {@link IllegalArgumentException} if the text is none.
 */
public interface AddressRules {

    /** Blocks a network until it is unblocked. */
    AddressRules block(String network);

    /**
     * Blocks a network for a while; if it is blocked already, until then instead.
     *
     * @throws IllegalArgumentException also if the time is not positive
     */
    AddressRules block(String network, Duration time);

    /** Unblocks a network that was blocked as such; nothing happens if it was not. Those that contain it stay blocked. */
    AddressRules unblock(String network);

    /** The blocked networks, and until when; empty: until they are unblocked. A copy. */
    Map<String, Optional<Instant>> blocked();

    /** Lets this network connect. As soon as there is one, only those that are allowed and not blocked may connect. */
    AddressRules allow(String network);

    /** Takes back what was allowed; nothing happens if it was not. Without any, all that are not blocked may connect. */
    AddressRules disallow(String network);

    /** The allowed networks; none: all. A copy. */
    Set<String> allowed();

    /** Whether an address may connect by the rules of now; {@code false} for what is no address. */
    boolean permits(String address);

    /**
     * Closes with 1008 the open connections that may not connect by the rules of now. Takes time in proportion to all
     * open connections, and waits for none.
     *
     * @return how many
     */
    int enforce();
}
