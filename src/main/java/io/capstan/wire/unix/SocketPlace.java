package io.capstan.wire.unix;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where a Unix domain socket is to be: looked at before anything is made there, since who may write beside it could put
 * something else in its place.
 *
 * @param key by which it was configured
 * @param path absolute, and no root
 */
public record SocketPlace(String key, Path path) {
    private static final System.Logger LOG = System.getLogger(SocketPlace.class.getName());
    private static final String UID = "unix:uid";
    private static final Integer ROOT = 0;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int LONGEST = 100; // Linux takes 107, macOS 103
    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;

    /** The configured place; empty if there is none, or it is wrong, which is kept. */
    public static Optional<SocketPlace> of(Settings settings, String key, String example) {
        return settings.text(key).flatMap(text -> {
            Optional<SocketPlace> place = absolute(text).map(path -> new SocketPlace(key, path));
            if (place.isEmpty()) {
                settings.fault(key, "the absolute path of a file, as " + example);
            }
            return place;
        });
    }

    private static Optional<Path> absolute(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() && path.getNameCount() > 1 ? Optional.of(path.normalize()) : Optional.empty();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    /**
     * Makes the file and listens.
     *
     * @throws WiringException if that is not possible, or not safe
     */
    public SocketFile open(SocketFile.Openness openness) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            throw fault("this system has no owners and rights of files as Unix has; leave the setting out");
        }
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw fault("it is longer than " + LONGEST + " bytes, which not every system takes");
        }
        try {
            Path directory = path.getParent();
            if (!Files.exists(directory)) {
                Files.createDirectory(directory, OWNER_ONLY);
            }
            Path hidden = Files.createTempDirectory(directory, ".", OWNER_ONLY);
            try {
                checkDirectory(Files.getAttribute(hidden, UID));
                removeStale();
                return SocketFile.bind(path, hidden.resolve("s"), openness);
            } finally {
                Files.delete(hidden);
            }
        } catch (IOException e) {
            throw fault("the socket could not be made: " + e);
        }
    }

    /** Nobody else may put something in the place of the file, nor of its directory. */
    private void checkDirectory(Object ownUid) throws IOException {
        Path directory = path.getParent().toRealPath();
        Object uid = Files.getAttribute(directory, UID);
        if (isOpenToOthers(directory, false) || !uid.equals(ownUid) && !uid.equals(ROOT)) {
            throw fault("others may write to its directory; put it into one of its own, as made by: mkdir -m 700 "
                    + directory.resolve("capstan"));
        }
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            if (isOpenToOthers(above, true)) {
                throw fault("others may replace its directory, since they may write to " + above);
            }
        }
    }

    private static boolean isOpenToOthers(Path directory, boolean sticky) throws IOException {
        int mode = (Integer) Files.getAttribute(directory, "unix:mode");
        return (mode & OTHERS_WRITE) != 0 && !(sticky && (mode & STICKY) != 0);
    }

    /** What is left of a server that was killed makes room; what is alive, or no socket, does not. */
    private void removeStale() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!there.isOther()) {
            throw fault("there is a file of this name that is no socket");
        }
        boolean alive;
        try (SocketChannel knock = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive = knock.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException nobody) {
            alive = false;
        }
        if (alive) {
            throw fault("another process listens there; stop that one, or choose another path");
        }
        LOG.log(Level.INFO, () -> "Removing " + path + ", where nobody listens any more");
        Files.delete(path);
    }

    private WiringException fault(String what) {
        return new WiringException(
                "Capstan cannot start:\n - The setting " + key + " is '" + path + "', and " + what + ".");
    }
}
