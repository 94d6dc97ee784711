package io.capstan.push;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix domain socket, as the kernel says. */
final class SocketPeer {
    private SocketPeer() {}

    /**
     * Whether a peer may connect: the owner, or one of these users.
     *
     * @param users by name
     */
    static boolean isAllowed(SocketChannel peer, UserPrincipal owner, List<String> users) {
        Optional<UserPrincipal> user = user(peer);
        return user.filter(known -> known.equals(owner) || users.contains(known.getName()))
                .isPresent();
    }

    /** The user that the other process runs as; empty if the system does not say. */
    private static Optional<UserPrincipal> user(SocketChannel peer) {
        try {
            return Optional.of(peer.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }
}
