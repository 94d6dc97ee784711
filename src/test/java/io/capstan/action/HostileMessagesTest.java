package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ChannelAuthorizer.Decision;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.channel.Payload;
import io.capstan.channel.Permissions;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What clients may send that are broken or mean harm. */
class HostileMessagesTest {
    private static final long SEED = 312;
    private static final int CLIENTS = 200;
    private static final int EACH = 500;

    private static final List<String> MESSAGES = List.of(
            "{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"a\",\"since\":{\"epoch\":\"e-1\",\"offset\":3}},\"id\":1}",
            "{\"action\":\"channel.unsubscribe\",\"data\":{\"channel\":\"a\"},\"id\":\"x\"}",
            "{\"action\":\"channel.publish\",\"data\":{\"channel\":\"a\",\"data\":{\"x\":[\"\\u00e9\\n\",-1.5e3]}},\"id\":2}",
            "{\"action\":\"channel.presence\",\"data\":{\"channel\":\"a\",\"limit\":5}}",
            "{\"action\":\"channel.history\",\"data\":{\"channel\":\"a\",\"limit\":5},\"id\":3}",
            "{\"action\":\"hb\"}");

    private final Random random = new Random(SEED);
    private final Hub hub =
            MemoryHub.of(name -> new ChannelRule(10, Duration.ofHours(1), 1000, false), () -> 0, new ActionDialect());

    private String mutated() {
        StringBuilder text = new StringBuilder(MESSAGES.get(random.nextInt(MESSAGES.size())));
        for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                case 1 -> text.insert(at, "{}[]\",:\\0".charAt(random.nextInt(9)));
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, text.substring(at));
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }

    @Test
    @DisplayName(
            "100,000 mutated messages: each is answered by JSON or asks for nothing, nobody is closed, and others are served")
    void fuzz() {
        ChannelsComponent component =
                new ChannelsComponent(hub, new Permissions(List.of(request -> Decision.GRANT), hub));
        try (ComponentTester<ChannelsComponent> tester = ComponentTester.of(component)) {
            FakeConnection bystander = tester.connect("/channels");
            bystander.sendText("{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"calm\"}}");
            for (int client = 1; client <= CLIENTS; client++) {
                FakeConnection hostile = tester.connect("/channels");
                for (int message = 0; message < EACH; message++) {
                    hostile.sendText(mutated());
                }
                assertTrue(hostile.isOpen());
                List<String> answers = hostile.received();
                assertTrue(answers.size() >= EACH, "each was answered");
                answers.forEach(answer -> assertTrue(RawJson.parse(answer).isPresent(), answer));
                hostile.close();
                hub.publish("calm", Payload.ofJson("1", null));
                assertEquals(client + 1, bystander.received().size());
            }
            assertEquals(List.of(), tester.errors());
        }
    }
}
