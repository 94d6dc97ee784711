package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.Script.Direction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A script")
class ScriptTest {
    private static final String TEXT = """
            SND TEXT 'It\\'s # no comment'
            RCV BINARY 00ff
            SND BINARY
            SND PING 'x'
            RCV PONG 'x'
            RCV CLOSE 1000 'by\\\\e\\n'""";

    @Test
    @DisplayName("is read, and written so that it can be read again")
    void roundTrip() {
        Script script = Script.parse("\n  # a comment\n" + TEXT + "   # the end\n\n");
        assertEquals(6, script.steps().size());
        assertEquals("It's # no comment", script.steps().get(0).frame().text());
        assertEquals("by\\e\n", script.steps().get(5).frame().closeReason());
        assertEquals(TEXT, script.toString());
        assertEquals(TEXT, Script.parse(script.toString()).toString());
        assertEquals(0, Script.parse("").steps().size());
    }

    @Test
    @DisplayName("has a dual, whose dual it is")
    void dual() {
        Script script = Script.parse(TEXT);
        assertEquals(Direction.RCV, script.dual().steps().get(0).direction());
        assertEquals(script.toString(), script.dual().dual().toString());
        assertEquals(
                "RCV TEXT 'It\\'s # no comment'", script.dual().steps().get(0).toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SEND TEXT 'x'      | it begins with 'SEND'; allowed are SND and RCV",
                "SND STRING 'x'     | its kind is 'STRING'; allowed are TEXT, BINARY, PING, PONG and CLOSE",
                "SND TEXT x         | allowed is TEXT 'text'",
                "SND TEXT 'x        | allowed are SND or RCV, and then",
                "SND TEXT '\\q'     | \\q means nothing; allowed are \\', \\\\, \\n, \\r and \\t",
                "SND BINARY 0g      | allowed is BINARY and bytes in hexadecimal",
                "SND BINARY '00'    | allowed is BINARY and bytes in hexadecimal",
                "SND CLOSE 99       | allowed is a close code from 1000 to 4999",
                "SND CLOSE 'bye'    | allowed is CLOSE code 'reason', CLOSE code, or CLOSE",
                "what?              | allowed are SND or RCV, and then"
            })
    @DisplayName("that is none says in which line, and what is allowed there")
    void faults(String line, String expected) {
        IllegalArgumentException fault =
                assertThrows(IllegalArgumentException.class, () -> Script.parse("SND TEXT 'x'\n" + line));
        assertTrue(
                fault.getMessage().startsWith("Line 2 of the script, '" + line + "', is no step: "), fault::getMessage);
        assertTrue(fault.getMessage().contains(expected), fault::getMessage);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1_000})
    @DisplayName("of random steps is the same for the same seed, and can be written and read")
    void random(int messages) {
        Script script = Script.randomEcho(7, messages);
        assertEquals(2 * messages + 2, script.steps().size());
        assertEquals(script.toString(), Script.randomEcho(7, messages).toString());
        assertEquals(script.toString(), Script.parse(script.toString()).toString());
    }
}
