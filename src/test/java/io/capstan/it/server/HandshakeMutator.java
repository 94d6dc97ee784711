package io.capstan.it.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Handshakes that were correct once. The same seed makes the same ones. */
final class HandshakeMutator {
    /** An origin that no rule of the server lets in. */
    static final String FOREIGN = "http://evil.example";

    private static final List<String> PATHS = List.of(
            "/echo", "/chat/x", "/chat/%2e%2e", "//echo", "/echo/../echo", "/chat/%", "/chat/%zz", "/echo?%", "*", "");
    private static final List<String> VALUES = List.of(
            "websocket", "Upgrade", "13", "close", "http://evil.example", "null", "[::1", "a.example:99999", "\u00fc");

    private final Random random;

    /** The changes of lines; each is as likely as the others. */
    private final List<Function<List<String>, String>> changes = List.of(
            this::duplicate,
            this::leaveOut,
            this::fold,
            this::lengthen,
            this::control,
            this::encode,
            this::replace,
            this::loseColon,
            this::shuffle,
            this::crowd);

    /** None of them is right. */
    private static final List<String> TOKENS = List.of(
            "Authorization: Bearer x.y.z",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
            "Authorization: Bearer capstan-ticket-AAAA",
            "Cookie: token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA",
            "Sec-WebSocket-Protocol: auth-token-x.y.z");

    HandshakeMutator(long seed) {
        random = new Random(seed);
    }

    /** A mutated handshake; {@code foreign}: for one with a foreign origin, which is left as it is. */
    byte[] next(boolean foreign) {
        List<String> lines = new ArrayList<>(List.of(
                "Host: 127.0.0.1",
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Extensions: permessage-deflate",
                "Cookie: a=b; JSESSIONID=1",
                random.nextInt(4) == 0 ? pick(TOKENS) : "Authorization: Basic YTpi",
                "X-Forwarded-For: 192.0.2.1"));
        String first = random.nextInt(4) == 0
                ? pick(List.of("GET", "POST", "G\u0000T", "get")) + " " + pick(PATHS) + " "
                        + pick(List.of("HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTP"))
                : "GET /echo HTTP/1.1";
        for (int i = random.nextInt(3); i >= 0; i--) {
            changes.get(random.nextInt(changes.size())).apply(lines);
        }
        if (foreign) {
            lines.add(0, "Origin: " + FOREIGN); // where no empty line can come before it
        }
        String end = random.nextInt(20) == 0 ? "\n" : "\r\n";
        String text = first + end + String.join(end, lines) + end + end;
        return damage(text.getBytes(StandardCharsets.ISO_8859_1), foreign);
    }

    private String duplicate(List<String> lines) {
        String line = pick(lines);
        lines.add(random.nextInt(lines.size()), line);
        return line;
    }

    private String leaveOut(List<String> lines) {
        return lines.size() > 1 ? lines.remove(random.nextInt(lines.size())) : "";
    }

    private String fold(List<String> lines) {
        return change(lines, line -> insert(line, pick(List.of("\r\n ", "\r\n\t", "\r", "\n", "\r\n"))));
    }

    private String lengthen(List<String> lines) {
        return change(lines, line -> line + "x".repeat(1 << random.nextInt(17)));
    }

    private String control(List<String> lines) {
        return change(lines, line -> insert(line, String.valueOf((char) random.nextInt(33))));
    }

    private String encode(List<String> lines) {
        return change(
                lines,
                line -> insert(
                        line, pick(List.of("\u00c0\u0080", "\u00ff\u00fe", "%00", "=?x?=", "\u00ed\u00a0\u0080"))));
    }

    private String replace(List<String> lines) {
        return change(lines, line -> line.replaceFirst(":.*", ": " + pick(VALUES)));
    }

    private String loseColon(List<String> lines) {
        return change(lines, line -> line.replaceFirst(":", pick(List.of("", " :", "::", ";"))));
    }

    private String shuffle(List<String> lines) {
        Collections.shuffle(lines, random);
        return "";
    }

    private String crowd(List<String> lines) {
        for (int i = random.nextInt(220); i > 0; i--) {
            lines.add("X-" + i + ": " + i);
        }
        return "";
    }

    private String change(List<String> lines, Function<String, String> change) {
        int at = random.nextInt(lines.size());
        return lines.set(at, change.apply(lines.get(at)));
    }

    private String insert(String line, String part) {
        int at = random.nextInt(line.length() + 1);
        return line.substring(0, at) + part + line.substring(at);
    }

    /** Cuts it off or puts a byte in, now and then; never where that would change the origin. */
    private byte[] damage(byte[] bytes, boolean foreign) {
        if (foreign || random.nextInt(10) > 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(bytes, 0, at);
        if (random.nextBoolean()) {
            damaged.write(random.nextInt(256));
            damaged.write(bytes, at, bytes.length - at);
        }
        return damaged.toByteArray();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
