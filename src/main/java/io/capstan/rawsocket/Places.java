package io.capstan.rawsocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many connections there are, in all and of each address. Used by one thread. */
final class Places {
    /** An IPv6 network has this many addresses of its own, so that they count as one. */
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final int perAddress;
    private int taken;
    private final Map<ByteBuffer, Integer> byAddress = new HashMap<>();

    /** @param perAddress 0: any number */
    Places(int most, int perAddress) {
        this.most = most;
        this.perAddress = perAddress;
    }

    /** Takes a place for a peer; false if there is none for it. */
    boolean take(SocketAddress peer) {
        if (taken >= most) {
            return false;
        }
        Optional<ByteBuffer> address = counted(peer);
        if (address.isPresent()) {
            int open = byAddress.getOrDefault(address.get(), 0);
            if (open >= perAddress) {
                return false;
            }
            byAddress.put(address.get(), open + 1);
        }
        taken++;
        return true;
    }

    /** Gives it back. */
    void give(SocketAddress peer) {
        taken--;
        counted(peer)
                .ifPresent(address -> byAddress.computeIfPresent(address, (same, open) -> open > 1 ? open - 1 : null));
    }

    private Optional<ByteBuffer> counted(SocketAddress peer) {
        return perAddress > 0 && peer instanceof InetSocketAddress known
                ? Optional.of(network(known.getAddress()))
                : Optional.empty();
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }
}
