package io.capstan.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered to a request: also the whole of a refusal, which most WebSocket clients hide.
 *
 * @param status the number of the status line
 * @param reason the text behind it, which may be empty
 * @param headers in the order and the spelling of the server
 * @param body complete, without transfer coding
 */
public record HttpAnswer(int status, String reason, List<Map.Entry<String, String>> headers, String body) {

    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 1000;
    private static final int MAX_BODY = 16 * 1024 * 1024;

    /** The first header of this name, whatever its spelling. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All headers of this name. */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    static HttpAnswer read(RawSocket socket, String method) {
        RawSocket.Deadline deadline = socket.deadline();
        try {
            String[] first = line(socket, deadline).split(" ", 3);
            if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-5][0-9]{2}")) {
                throw new AssertionError("Not a status line: " + String.join(" ", first));
            }
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            for (String line = line(socket, deadline); !line.isEmpty(); line = line(socket, deadline)) {
                int colon = line.indexOf(':');
                if (colon < 1 || headers.size() == MAX_HEADERS) {
                    throw new AssertionError((colon < 1 ? "Not a header: " : "One header too many: ") + line);
                }
                headers.add(Map.entry(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
            int status = Integer.parseInt(first[1]);
            HttpAnswer head = new HttpAnswer(status, first.length > 2 ? first[2] : "", List.copyOf(headers), "");
            boolean bodiless = status < 200 || status == 204 || status == 304 || method.equals("HEAD");
            return bodiless ? head : head.withBody(body(head, socket, deadline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpAnswer withBody(byte[] bytes) {
        return new HttpAnswer(status, reason, headers, new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] body(HttpAnswer head, RawSocket socket, RawSocket.Deadline deadline) throws IOException {
        if (head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(socket, deadline);
        }
        Optional<String> length = head.header("Content-Length");
        if (length.isPresent()) {
            return socket.readFully(bounded(number(length.get(), 10)), deadline);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int next = socket.read(deadline); next >= 0; next = socket.read(deadline)) {
            all.write(next);
            bounded(all.size());
        }
        return all.toByteArray();
    }

    private static byte[] chunks(RawSocket socket, RawSocket.Deadline deadline) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = bounded(
                    number(line(socket, deadline).replaceFirst(";.*", "").strip(), 16));
            if (size == 0) {
                while (!line(socket, deadline).isEmpty()) {
                    continue;
                }
                return all.toByteArray();
            }
            all.writeBytes(socket.readFully(size, deadline));
            bounded(all.size());
            line(socket, deadline);
        }
    }

    private static long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new AssertionError("Not a length: " + text, e);
        }
    }

    private static int bounded(long size) {
        if (size < 0 || size > MAX_BODY) {
            throw new AssertionError("A body of " + size + " bytes");
        }
        return (int) size;
    }

    private static String line(RawSocket socket, RawSocket.Deadline deadline) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.read(deadline); next != '\n'; next = socket.read(deadline)) {
            if (next < 0) {
                throw new EOFException("The server ended the connection within its answer, after '" + line + "'");
            }
            if (line.length() == MAX_LINE) {
                throw new AssertionError("A line of more than " + MAX_LINE + " characters");
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}
