package io.capstan.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Gives WildFly's realm for applications two users, before it starts: ada, who is an editor, and bob. */
final class WildFlyUsers {
    private static final String PASSWORD = "secret";

    private WildFlyUsers() {}

    static void add() {
        Path configuration = Path.of(System.getProperty("wildfly.home"), "standalone", "configuration");
        write(configuration.resolve("application-users.properties"), user("ada") + user("bob"));
        write(configuration.resolve("application-roles.properties"), "ada=editor\nbob=\n");
    }

    private static void write(Path file, String lines) {
        String contents = "#$REALM_NAME=ApplicationRealm$\n" + lines;
        try {
            if (!Files.readString(file).equals(contents)) { // another server may start from it already
                Files.writeString(file, contents);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code add-user.sh} writes it. */
    private static String user(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((name + ":ApplicationRealm:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            return name + "=" + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
