package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ClientException;
import io.capstan.OnAction;
import io.capstan.Route;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may send to a component with actions that is broken or means harm. */
class HostileActionsTest {
    private static final long SEED = 300;

    public record Line(String sku, int pieces, List<Line> parts, Map<String, BigDecimal> prices) {}

    @Route("/hostile")
    static class Target {
        @OnAction
        int order(List<Line> lines) {
            return lines.size();
        }

        @OnAction
        Line show(Line line) {
            return line;
        }

        @OnAction
        String scalars(String text, int number, UUID id, Optional<LocalDate> day, boolean flag) {
            return text + number + id + day + flag;
        }

        @OnAction
        @SendTo(value = Receivers.CALLER, user = "{data.to}", channel = "c.{data.to}")
        Map<String, Object> tell(Map<String, Object> data) {
            return data;
        }

        @OnAction
        void refuse(Object data) {
            throw new ClientException(String.valueOf(data), false);
        }

        @OnAction
        @SendTo(Receivers.OTHERS)
        String calm(String text) {
            return text;
        }
    }

    private static final List<String> DOCUMENTS = List.of(
            "{\"action\":\"order\",\"data\":[{\"sku\":\"egg\",\"pieces\":2,\"parts\":[{\"sku\":\"x\"}]}],\"id\":1}",
            "{\"action\":\"show\",\"data\":{\"sku\":\"\\u00e9\\n\",\"prices\":{\"a\":-1.5e3,\"b\":0}},\"id\":\"x\"}",
            "{\"action\":\"scalars\",\"data\":{\"text\":\"t\",\"number\":7,\"id\":\"00000000-0000-0001-0000-000000000002\","
                    + "\"day\":\"2026-02-28\",\"flag\":true},\"id\":2}",
            "{\"action\":\"tell\",\"data\":{\"to\":\"bob\",\"x\":[1,true,null,{\"y\":\"z\"}]},\"id\":3}",
            "{\"action\":\"refuse\",\"data\":{\"a\":\"b\"}}",
            "{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"a\"}}",
            "{\"action\":\"hb\",\"id\":1}");

    private final Random random = new Random(SEED);

    private String mutated() {
        StringBuilder text = new StringBuilder(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
        for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(7)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                case 1 -> text.insert(at, "{}[]\",:\\0".charAt(random.nextInt(9)));
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, text.substring(at));
                case 4 -> text.insert(at, "[".repeat(random.nextInt(300)));
                case 5 ->
                    text.insert(
                            at,
                            List.of("null", "1e999999999", "-", "\"\"", "true").get(random.nextInt(5)));
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"error, 90000", "close, 10000"})
    @DisplayName(
            "PAR-301 NOT-16 of 100,000 mutated documents each is answered by JSON; at most its own connection is closed,"
                    + " nothing fails, and others are served")
    void fuzz(String onInvalid, int messages) {
        try (ComponentTester<Target> tester = ComponentTester.builder(connections -> new Target())
                .setting("capstan.action.on-invalid", onInvalid)
                .start()) {
            FakeConnection bystander = tester.connect("/hostile");
            FakeConnection hostile = tester.connect("/hostile");
            int closed = 0;
            for (int message = 0; message < messages; message++) {
                hostile.sendText(mutated());
                if (!hostile.isOpen() || message % 500 == 499) {
                    closed += hostile.isOpen() ? 0 : 1;
                    assertAnswers(hostile);
                    hostile = tester.connect("/hostile");
                }
            }
            assertEquals(onInvalid.equals("close"), closed > messages / 10, "so many were closed: " + closed);
            assertEquals(List.of(), tester.errors());
            assertTrue(bystander.isOpen());
            assertEquals(List.of("{\"action\":\"hb\",\"id\":7}"), answer(bystander));
        }
    }

    private static List<String> answer(FakeConnection bystander) {
        int before = bystander.received().size();
        bystander.sendText("{\"action\":\"hb\",\"id\":7}");
        List<String> all = bystander.received();
        return all.subList(before, all.size());
    }

    private static void assertAnswers(FakeConnection hostile) {
        List<String> answers = hostile.received();
        answers.forEach(answer -> assertTrue(RawJson.parse(answer).isPresent(), answer));
        hostile.closeInfo()
                .ifPresentOrElse(
                        info -> {
                            assertEquals(1007, info.code(), info.reason());
                            assertTrue(answers.get(answers.size() - 1).startsWith("{\"action\":\"fatalError\""));
                        },
                        hostile::close);
    }
}
