package io.capstan.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Push;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.action.RawJson;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages from outside. */
class EnvelopesTest {

    private static Parsed one(String text) throws MalformedException {
        Batch batch = Envelopes.document(text);
        assertTrue(batch.single());
        return batch.messages().get(0);
    }

    private static Push.Request request(String text) throws MalformedException {
        Parsed parsed = one(text.replace('\'', '"'));
        return parsed instanceof Envelope envelope ? envelope.request() : unexpected(parsed);
    }

    private static Push.Request unexpected(Parsed parsed) {
        throw new AssertionError(parsed.toString());
    }

    @Test
    @DisplayName("PAR-232 the five commands are read, and the data goes on as it was written")
    void commands() throws MalformedException {
        RawJson data = new RawJson("{\"a\": 1.50}");
        assertEquals(new Push.Multicast(data), request("{'action':'multicast','data':{'a': 1.50}}"));
        RawJson text = new RawJson("\"h\\u0069\"");
        assertEquals("hi", text.string());
        assertEquals(
                new Push.SendToChannel("news", text),
                request("{'data':'h\\u0069','channel':'news','action':'sendToChannel'}"));
        assertEquals(
                new Push.SendToDevice("d", new RawJson("null")),
                request("{'action':'sendToDevice','device':'d','data':null}"));
        assertEquals(
                new Push.Unsubscribe("d", "news"), request("{'action':'unsubscribe','device':'d','channel':'news'}"));
    }

    @Test
    @DisplayName("PAR-239 subscribe needs no data, and takes it from those who send it nevertheless")
    void subscribe() throws MalformedException {
        for (String data : List.of("", ",'data':{}", ",'remember':false")) {
            assertEquals(
                    new Push.Subscribe("d", "news", false),
                    request("{'action':'subscribe','device':'d','channel':'news'" + data + "}"));
        }
        assertEquals(
                new Push.Subscribe("d", "news", true),
                request("{'action':'subscribe','device':'d','channel':'news','remember':true}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|missing|/action|The field 'action' is missing.",
                "{'action':7}|invalid|/action|The field 'action' is a string.",
                "{'action':'send'}|unknown_action|/action|The field 'action' is 'send'; allowed is multicast, sendToChannel, sendToDevice, subscribe, unsubscribe.",
                "{'action':'multicast'}|missing|/data|The field 'data' is missing.",
                "{'action':'multicast','data':1,'chanel':'a'}|unknown_field|/chanel|The field 'chanel' is nothing for multicast; allowed is action, data, id.",
                "{'action':'sendToChannel','data':1}|missing|/channel|The field 'channel' is missing.",
                "{'action':'sendToChannel','data':1,'channel':'a b'}|invalid|/channel|The field 'channel' cannot be the name of one: 1 to 200 characters, no space, no control character.",
                "{'action':'sendToDevice','data':1,'device':''}|invalid|/device|The field 'device' has 1 to 300 characters.",
                "{'action':'sendToDevice','data':1,'device':'\\ud800'}|invalid|/device|The field 'device' has half of a surrogate pair, which is no character.",
                "{'action':'subscribe','device':'d','channel':'c','remember':'yes'}|invalid|/remember|The field 'remember' is true or false.",
                "{'action':'multicast','data':1,'data':2}|duplicate|/data|The field 'data' is there twice.",
                "{'action':'multicast','data':1,'id':7}|invalid|/id|The field 'id' is a string.",
                "{'action':'multicast','data':1,'id':''}|invalid|/id|The field 'id' has 1 to 128 characters.",
                "{'action':'multicast','data':1,'a~/b':7}|unknown_field|/a~0~1b|The field 'a~/b' is nothing for multicast; allowed is action, data, id.",
                "[]x|||",
                "7|not_an_object||A message is a JSON object."
            })
    @DisplayName("PAR-234 what is wrong with a message comes with a code, the field and the reason")
    void faults(String text, String code, String field, String reason) throws MalformedException {
        if (code == null) {
            assertThrows(MalformedException.class, () -> one(text));
            return;
        }
        Fault fault = (Fault) one(text.replace('\'', '"'));
        assertEquals(code, fault.code().text());
        assertEquals(field == null ? "" : field, fault.field());
        assertEquals(reason, fault.reason());
    }

    @Test
    @DisplayName("of a list each message has its place, and its own id if it can be read")
    void list() throws MalformedException {
        Batch batch = Envelopes.document(
                "[{\"action\":\"multicast\",\"data\":1}, 7, {\"action\":\"x\",\"id\":\"b\"},{\"id\":3}]");
        assertEquals(4, batch.messages().size());
        assertEquals("/1", ((Fault) batch.messages().get(1)).field());
        Fault third = (Fault) batch.messages().get(2);
        assertEquals("/2/action", third.field());
        assertEquals(Optional.of("b"), third.id());
        assertEquals("/3/id", ((Fault) batch.messages().get(3)).field());
        assertEquals(List.of(), Envelopes.document(" [ ] ").messages());
    }

    @Test
    @DisplayName("a document that is cut off or changed anywhere is a fault or another message, and never an error")
    void total() {
        String good =
                "[{\"action\":\"subscribe\",\"device\":\"d\\u00e4\",\"channel\":\"c\",\"remember\":true,\"id\":\"1\"},"
                        + "{\"action\":\"multicast\",\"data\":[1,{\"a\":\"\\\\\"}]}]";
        for (int end = 0; end < good.length(); end++) {
            String text = good.substring(0, end);
            assertThrows(MalformedException.class, () -> Envelopes.document(text));
        }
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text.setCharAt(
                        random.nextInt(good.length()), (char) (random.nextInt(4) == 0 ? 0xD800 : random.nextInt(128)));
            }
            try {
                Envelopes.document(text.toString()).messages().forEach(parsed -> assertTrue(parsed.toString() != null));
            } catch (MalformedException refused) {
                assertTrue(refused.getMessage().startsWith("This is no JSON"), refused.getMessage());
            }
        }
    }
}
