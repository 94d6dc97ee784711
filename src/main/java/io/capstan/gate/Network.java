package io.capstan.gate;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses in CIDR notation (RFC 4632 §3.1): {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address.
 *
 * @param base its first address
 * @param bits how many bits all of its addresses have in common
 */
record Network(InetAddress base, int bits) {
    /** What a rule may be, for messages. */
    static final String ALLOWED = "an IP address or a range as 192.0.2.0/24 or 2001:db8::/32";

    private static final int SITE_BITS = 64;
    private static final int MAPPED_BITS = 96;

    /** Cuts off what lies behind the bits. */
    Network {
        byte[] bytes = base.getAddress();
        for (int bit = bits; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        base = IpLiteral.address(bytes);
    }

    /** Reads a network. Total, and nothing is looked up: a host name is none. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> base = IpLiteral.parse(address).filter(any -> !address.startsWith("["));
        if (base.isEmpty() || slash < 0) {
            return base.map(one -> new Network(one, width(one)));
        }
        String digits = text.substring(slash + 1);
        if (!digits.matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        boolean mapped = width(base.get()) == 32 && address.indexOf(':') >= 0;
        int bits = Integer.parseInt(digits) - (mapped ? MAPPED_BITS : 0);
        return bits < 0 || bits > width(base.get()) ? Optional.empty() : Optional.of(new Network(base.get(), bits));
    }

    /**
     * Whom an address stands for: itself in IPv4, its /64 in IPv6, of which every customer has at least one, so that
     * nobody gets 2^64 times what one address gets.
     */
    static Network source(InetAddress address) {
        return new Network(address, Math.min(width(address), SITE_BITS));
    }

    boolean contains(InetAddress address) {
        return width(address) == width(base) && new Network(address, bits).base.equals(base);
    }

    static int width(InetAddress address) {
        return address.getAddress().length * 8;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return base.getHostAddress() + (bits == width(base) ? "" : "/" + bits);
    }
}
