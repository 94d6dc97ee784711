package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

@Route("/uploads")
public class Uploads implements MessageComponent {
    @Override
    public void onMessage(Connection connection, Reader table) throws IOException {
        long rows = new BufferedReader(table).lines().count();
        connection.send(rows + " rows");
    }

    @Override
    public void onMessage(Connection connection, InputStream upload) throws IOException {
        Path file = Files.createTempFile("upload", ".bin");
        long bytes = Files.copy(upload, file, StandardCopyOption.REPLACE_EXISTING);
        connection.send(bytes + " bytes, and here they are again:");
        connection.send(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
    }
}
