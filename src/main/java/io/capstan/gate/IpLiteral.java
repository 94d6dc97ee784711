package io.capstan.gate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses, and only addresses: {@link InetAddress#getByName} would ask the network about everything else. Total.
 */
final class IpLiteral {
    private static final int GROUPS = 8;

    private IpLiteral() {}

    /**
     * The address that a text is: IPv4 as four decimal numbers, IPv6 in every form of RFC 4291 §2.2, with or without
     * brackets, a zone left out. An IPv4 address that is written as IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 one.
     */
    static Optional<InetAddress> parse(String text) {
        String bare = text;
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
            if (bare.indexOf(':') < 0) {
                return Optional.empty();
            }
        }
        int zone = bare.indexOf('%');
        if (zone >= 0 && bare.indexOf(':') >= 0) {
            bare = bare.substring(0, zone);
        }
        byte[] bytes = bare.length() > 45 ? null : bare.indexOf(':') < 0 ? four(bare) : sixteen(bare);
        return Optional.ofNullable(bytes).map(IpLiteral::address);
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e); // neither 4 nor 16 bytes
        }
    }

    private static byte @Nullable [] four(String text) {
        byte[] bytes = new byte[4];
        int at = 0;
        for (int i = 0; i < bytes.length; i++) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            int value = decimal(text, at, end);
            if (value < 0 || (dot < 0) != (i == bytes.length - 1)) {
                return null;
            }
            bytes[i] = (byte) value;
            at = end + 1;
        }
        return bytes;
    }

    /** A number up to 255, without a leading zero, which some read as octal; else -1. */
    private static int decimal(String text, int from, int to) {
        if (to == from || to - from > 3 || to - from > 1 && text.charAt(from) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = 10 * value + digit - '0';
        }
        return value <= 255 ? value : -1;
    }

    private static byte @Nullable [] sixteen(String text) {
        int last = text.lastIndexOf(':') + 1;
        String groups = text;
        if (text.indexOf('.') >= 0) {
            byte[] tail = four(text.substring(last));
            if (tail == null) {
                return null;
            }
            groups = text.substring(0, last)
                    + Integer.toHexString((tail[0] & 0xff) << 8 | tail[1] & 0xff)
                    + ":"
                    + Integer.toHexString((tail[2] & 0xff) << 8 | tail[3] & 0xff);
        }
        byte[] bytes = new byte[2 * GROUPS];
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return write(groups, bytes, 0) == GROUPS ? bytes : null;
        }
        String head = groups.substring(0, gap);
        String tail = groups.substring(gap + 2);
        int before = head.isEmpty() ? 0 : write(head, bytes, 0);
        int after = tail.isEmpty() ? 0 : write(tail, new byte[2 * GROUPS], 0);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        if (after > 0) {
            write(tail, bytes, GROUPS - after);
        }
        return bytes;
    }

    /** Writes groups of hexadecimal digits; how many there were, or -1. */
    private static int write(String text, byte[] bytes, int from) {
        String[] groups = text.split(":", -1);
        if (from + groups.length > GROUPS) {
            return -1;
        }
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].matches("[0-9A-Fa-f]{1,4}")) {
                return -1;
            }
            int value = Integer.parseInt(groups[i], 16);
            bytes[2 * (from + i)] = (byte) (value >> 8);
            bytes[2 * (from + i) + 1] = (byte) value;
        }
        return groups.length;
    }
}
