package io.capstan.testing;

import io.capstan.testing.Script.Direction;
import io.capstan.testing.Script.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads scripts. */
final class ScriptParser {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:(\\w+)\\s+(\\w+)(?:\\s+([^\\s'#]+))?(?:\\s+'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)')?)?\\s*(?:#.*)?",
            Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final int LONGEST_CONTROL = 125;

    private ScriptParser() {}

    static Script parse(String text) {
        List<Step> steps = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                Matcher line = LINE.matcher(lines.get(i));
                if (!line.matches()) {
                    throw new IllegalArgumentException(
                            "allowed are SND or RCV, and then TEXT 'text', BINARY hex, PING 'text', PONG 'text' or"
                                    + " CLOSE code 'reason'");
                }
                if (line.group(1) != null) {
                    steps.add(new Step(direction(line.group(1)), frame(line)));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Line " + (i + 1) + " of the script, '" + lines.get(i).strip() + "', is no step: "
                                + e.getMessage() + ".",
                        e);
            }
        }
        return new Script(steps);
    }

    private static Direction direction(String word) {
        return switch (word) {
            case "SND" -> Direction.SND;
            case "RCV" -> Direction.RCV;
            default -> throw new IllegalArgumentException("it begins with '" + word + "'; allowed are SND and RCV");
        };
    }

    private static RawFrame frame(Matcher line) {
        String value = line.group(3);
        boolean quoted = line.group(4) != null;
        String text = quoted ? unquote(line.group(4)) : "";
        return switch (line.group(2)) {
            case "TEXT" -> {
                only(quoted && value == null, "TEXT 'text'");
                yield RawFrame.text(text);
            }
            case "BINARY" -> {
                yield RawFrame.binary(bytes(quoted ? "'" : value == null ? "" : value));
            }
            case "PING" -> {
                only(value == null, "PING 'text'");
                yield control(RawFrame.ping(text));
            }
            case "PONG" -> {
                only(value == null, "PONG 'text'");
                yield control(RawFrame.pong(text.getBytes(StandardCharsets.UTF_8)));
            }
            case "CLOSE" -> {
                only(value != null || !quoted, "CLOSE code 'reason', CLOSE code, or CLOSE");
                yield control(value == null ? RawFrame.of(RawFrame.CLOSE) : RawFrame.close(code(value), text));
            }
            default ->
                throw new IllegalArgumentException(
                        "its kind is '" + line.group(2) + "'; allowed are TEXT, BINARY, PING, PONG and CLOSE");
        };
    }

    private static byte[] bytes(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("allowed is BINARY and bytes in hexadecimal, as 00ff, or nothing", e);
        }
    }

    private static void only(boolean holds, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException("allowed is " + allowed);
        }
    }

    private static RawFrame control(RawFrame frame) {
        only(frame.payload().length <= LONGEST_CONTROL, "at most " + LONGEST_CONTROL + " bytes in a control frame");
        return frame;
    }

    private static int code(String text) {
        only(text.matches("[1-4][0-9]{3}"), "a close code from 1000 to 4999");
        return Integer.parseInt(text);
    }

    private static String unquote(String quoted) {
        return ESCAPE.matcher(quoted)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            case "'", "\\" -> escape.group(1);
                            default ->
                                throw new IllegalArgumentException("\\" + escape.group(1)
                                        + " means nothing; allowed are \\', \\\\, \\n, \\r and \\t");
                        }));
    }

    /** A text in quotes, as it is read. */
    static String quote(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "'";
    }
}
