package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PAR-334: exit codes tell success (0) from failure (1) and from what was not understood (2). */
@Timeout(60)
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-334 what is not understood is 2, says why, and how it is used")
    @CsvSource(
            delimiter = '|',
            value = {
                "--nonsense            | Unknown option: '--nonsense'",
                "nonsense              | Unmatched argument",
                "start --nonsense      | Unknown option: '--nonsense'",
                "start --port x        | Invalid value for option '--port'",
                "start --port 70000    | --port is 70000; allowed is 0 to 65535.",
                "start --port -1       | --port is -1; allowed is 0 to 65535.",
                "start --context app   | --context is 'app'; it begins with a slash.",
            })
    void notUnderstood(String line, String why) {
        assertEquals(2, run(line.split(" ")), err::toString);
        assertTrue(err.toString().contains(why), err::toString);
        assertTrue(err.toString().contains("Usage: capstan-server"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    @DisplayName("PAR-334 no command is 2")
    void noCommand() {
        assertEquals(2, run());
        assertTrue(err.toString().contains("A command is missing."), err::toString);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-334 help and version are 0, on the standard output")
    @CsvSource(
            delimiter = '|',
            value = {
                "--help       | Usage: capstan-server",
                "start --help | --port",
                "--version    | Capstan",
            })
    void help(String line, String part) {
        assertEquals(0, run(line.split(" ")));
        assertTrue(out.toString().contains(part), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    @DisplayName("PAR-334 a taken port is 1, and one line")
    void taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            assertEquals(1, run("start", "--port", String.valueOf(port)));
            assertEquals(1, err.toString().lines().count(), err::toString);
            assertTrue(err.toString().startsWith("capstan-server: Cannot listen on 127.0.0.1:" + port), err::toString);
            assertTrue(err.toString().contains("--port"), err::toString);
        }
    }
}
