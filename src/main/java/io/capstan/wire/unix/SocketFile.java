package io.capstan.wire.unix;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The file of a Unix domain socket: nobody whom it is not meant for can open it, at no moment, and it is replaced and
 * removed only as long as it is ours to do so.
 *
 * <p>What {@code bind} makes has the rights that the process leaves to new files, which may be all of them. So the socket
 * is bound in a directory that only the owner can enter, gets its rights there, and is moved to its place then.
 */
public final class SocketFile {
    private final Path path;
    private final ServerSocketChannel channel;
    private final UserPrincipal owner;
    private final @Nullable Object identity;

    /** Who can connect. */
    public enum Openness {
        /** The user that the server runs as. */
        OWNER("rw-------"),
        /** Anybody, so that the kernel has to be asked who it is. */
        ANYBODY("rw-rw-rw-");

        private final String rights;

        Openness(String rights) {
            this.rights = rights;
        }
    }

    private SocketFile(Path path, ServerSocketChannel channel, UserPrincipal owner, @Nullable Object identity) {
        this.path = path;
        this.channel = channel;
        this.owner = owner;
        this.identity = identity;
    }

    /** What listens. */
    public ServerSocketChannel channel() {
        return channel;
    }

    /** Who runs this server. */
    public UserPrincipal owner() {
        return owner;
    }

    /** Listens at a hidden path, which becomes the other one. */
    static SocketFile bind(Path path, Path hidden, Openness openness) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(hidden));
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString(openness.rights));
            Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE);
            return new SocketFile(path, channel, Files.getOwner(path), identity(path));
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(hidden);
            throw e;
        }
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Listens no longer, and removes the file unless it is another one by now. */
    public void close() throws IOException {
        channel.close();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && String.valueOf(identity).equals(String.valueOf(identity(path)))) {
            Files.delete(path);
        }
    }
}
