package io.capstan.it.host.app;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads messages while they are still coming. The first letter of a text says how it is read. */
@Route("/read/{name}")
public class Readers implements MessageComponent {
    @Inject
    Journal journal;

    @Override
    public void onMessage(Connection connection, Reader text) throws IOException {
        String name = connection.variable("name");
        int first = text.read();
        connection.send("begun " + (char) first);
        try {
            switch (first) {
                case 'c' -> connection.send(count(text));
                case 'e' -> connection.send("early");
                case 'w' -> {
                    Journal.await(journal, name + " go on");
                    connection.send(count(text));
                }
                case -1 -> connection.send("empty");
                default -> throw new IllegalArgumentException("secret");
            }
        } catch (IOException e) {
            journal.add(name + " " + e.getMessage());
            throw e;
        }
    }

    /** How many characters come, and how many of them are no {@code ü}. */
    private static String count(Reader text) throws IOException {
        long all = 0;
        long others = 0;
        char[] buffer = new char[1000];
        for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
            all += read;
            for (int i = 0; i < read; i++) {
                others += buffer[i] == 'ü' ? 0 : 1;
            }
        }
        return all + " and " + others;
    }

    @Override
    public void onMessage(Connection connection, InputStream binary) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[8192];
        long all = 0;
        for (int read = binary.read(buffer); read >= 0; read = binary.read(buffer)) {
            digest.update(buffer, 0, read);
            all += read;
        }
        connection.send(all + " " + HexFormat.of().formatHex(digest.digest()));
    }
}
