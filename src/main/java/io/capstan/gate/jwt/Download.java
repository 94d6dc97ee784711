package io.capstan.gate.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Gets a small text by HTTP, within a time and up to a size. Follows no redirect. Uses no thread of its own, which would
 * outlive the application.
 */
final class Download {
    private static final int LARGEST = 512 * 1024;

    private Download() {}

    /** @throws IOException also for any status but 200, and for too large a body */
    static String get(URI address, Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        if (!(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not http or https");
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the answer is " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                return new String(read(body, end), StandardCharsets.UTF_8);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] read(InputStream body, long end) throws IOException {
        byte[] all = new byte[LARGEST + 1];
        int size = 0;
        for (int read = body.read(all); read > 0; read = body.read(all, size, all.length - size)) {
            size += read;
            if (size > LARGEST) {
                throw new IOException("the answer is larger than " + LARGEST + " bytes");
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("the answer takes too long");
            }
        }
        return Arrays.copyOf(all, size);
    }
}
