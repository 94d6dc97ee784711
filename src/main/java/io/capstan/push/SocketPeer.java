package io.capstan.push;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;

/**
 * Who is at the other end of a Unix domain socket, as the kernel says. WildFly hides the package {@code jdk.net} from
 * applications, so that the option is found by its name and the user in its value by theirs.
 */
final class SocketPeer {
    private static final System.Logger LOG = System.getLogger(SocketPeer.class.getName());

    private SocketPeer() {}

    /**
     * Whether a peer may connect: the owner, or one of these users. Who cannot be told may not.
     *
     * @param users by name
     */
    static boolean isAllowed(SocketChannel peer, UserPrincipal owner, List<String> users) {
        return user(peer)
                .filter(known -> known.equals(owner) || users.contains(known.getName()))
                .isPresent();
    }

    /** The user that the other process runs as; empty if the system does not say. */
    private static Optional<UserPrincipal> user(SocketChannel peer) {
        try {
            for (SocketOption<?> option : peer.supportedOptions()) {
                if (option.name().equals("SO_PEERCRED")) {
                    Object credentials = peer.getOption(option);
                    Object user = credentials.getClass().getMethod("user").invoke(credentials);
                    return user instanceof UserPrincipal known ? Optional.of(known) : Optional.empty();
                }
            }
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "The system does not say who is connected", e);
        }
        return Optional.empty();
    }
}
