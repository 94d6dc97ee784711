package io.capstan.push;

import io.capstan.WiringException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The file of a Unix domain socket: nobody but its owner can open it, at no moment, and it is replaced and removed only as
 * long as it is ours to do so.
 *
 * <p>What {@code bind} makes has the rights that the process leaves to new files, which may be all of them. So the socket
 * is bound in a directory that only the owner can enter, gets its rights there, and is moved to its place then.
 */
final class SocketFile {
    private static final System.Logger LOG = System.getLogger(SocketFile.class.getName());
    private static final String SETTING = "The setting capstan.push.socket is '";
    private static final String UID = "unix:uid";
    private static final Integer ROOT = 0;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int LONGEST = 100; // Linux takes 107, macOS 103
    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;

    private final Path path;
    private final ServerSocketChannel channel;
    private final UserPrincipal owner;
    private final @Nullable Object identity;

    private SocketFile(Path path, ServerSocketChannel channel, UserPrincipal owner, @Nullable Object identity) {
        this.path = path;
        this.channel = channel;
        this.owner = owner;
        this.identity = identity;
    }

    /** What listens. */
    ServerSocketChannel channel() {
        return channel;
    }

    /** Who runs this server. */
    UserPrincipal owner() {
        return owner;
    }

    /**
     * Makes the file and listens.
     *
     * @param rights of the file, as {@code rw-------}
     * @throws WiringException if that is not possible, or not safe
     */
    static SocketFile open(Path path, String rights) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            throw fault(path, "this system has no owners and rights of files as Unix has; leave the setting out");
        }
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw fault(path, "it is longer than " + LONGEST + " bytes, which not every system takes");
        }
        try {
            Path directory = path.getParent();
            if (!Files.exists(directory)) {
                Files.createDirectory(directory, OWNER_ONLY);
            }
            Path hidden = Files.createTempDirectory(directory, ".", OWNER_ONLY);
            try {
                checkDirectory(path, Files.getAttribute(hidden, UID));
                removeStale(path);
                return bind(path, hidden.resolve("s"), rights);
            } finally {
                Files.delete(hidden);
            }
        } catch (IOException e) {
            throw fault(path, "the socket could not be made: " + e);
        }
    }

    /** Nobody else may put something in the place of the file, nor of its directory. */
    private static void checkDirectory(Path path, Object ownUid) throws IOException {
        Path directory = path.getParent().toRealPath();
        Object uid = Files.getAttribute(directory, UID);
        if (isOpenToOthers(directory, false) || !uid.equals(ownUid) && !uid.equals(ROOT)) {
            throw fault(
                    path,
                    "others may write to its directory; put it into one of its own, as made by: mkdir -m 700 "
                            + directory.resolve("capstan"));
        }
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            if (isOpenToOthers(above, true)) {
                throw fault(path, "others may replace its directory, since they may write to " + above);
            }
        }
    }

    private static boolean isOpenToOthers(Path directory, boolean sticky) throws IOException {
        int mode = (Integer) Files.getAttribute(directory, "unix:mode");
        return (mode & OTHERS_WRITE) != 0 && !(sticky && (mode & STICKY) != 0);
    }

    /** What is left of a server that was killed makes room; what is alive, or no socket, does not. */
    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!there.isOther()) {
            throw fault(path, "there is a file of this name that is no socket");
        }
        boolean alive;
        try (SocketChannel knock = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive = knock.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException nobody) {
            alive = false;
        }
        if (alive) {
            throw fault(path, "another process listens there; stop that one, or choose another path");
        }
        LOG.log(Level.INFO, () -> "Removing " + path + ", where nobody listens any more");
        Files.delete(path);
    }

    private static SocketFile bind(Path path, Path hidden, String rights) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(hidden));
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString(rights));
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
    void close() throws IOException {
        channel.close();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && String.valueOf(identity).equals(String.valueOf(identity(path)))) {
            Files.delete(path);
        }
    }

    private static WiringException fault(Path path, String what) {
        return new WiringException("Capstan cannot start:\n - " + SETTING + path + "', and " + what + ".");
    }
}
