package io.capstan.wamp.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.capstan.wire.Outgoing;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The test vectors of the specification's own suite, where they are there beside the checkout. */
class VectorsTest {
    private static final Path VECTORS = Path.of("../shared/wamp-vectors/singlemessage");

    /** What the vectors call the components of our messages. */
    private static final Map<String, String> NAMES = Map.of(
            "request_id", "request",
            "request_type", "type",
            "session_id", "session",
            "subscription_id", "subscription",
            "publication_id", "publication",
            "registration_id", "registration");

    @TestFactory
    Stream<DynamicTest> samples() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(VECTORS),
                () -> "SKIPPED: the WAMP test vectors are not at "
                        + VECTORS.toAbsolutePath().normalize());
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(VECTORS)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> {
                for (JsonObject sample : read(file).getJsonArray("samples").getValuesAs(JsonObject.class)) {
                    tests.add(dynamicTest(
                            file.getFileName() + ": " + sample.getString("description"), () -> run(sample)));
                }
            });
        }
        assertTrue(tests.size() > 80, () -> "only " + tests.size() + " samples");
        return tests.stream();
    }

    private static JsonObject read(Path file) {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(JsonObject sample) throws Exception {
        if (sample.containsKey("wmsg")) {
            check(sample);
            return;
        }
        JsonObject attributes = sample.getJsonObject("expected_attributes");
        for (Protocol protocol : List.of(Protocol.JSON, Protocol.MSGPACK, Protocol.CBOR)) {
            List<String> variants = sample
                    .getJsonObject("serializers")
                    .getJsonArray(protocol.serializer().id())
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .map(variant -> variant.getString("bytes_hex"))
                    .toList();
            for (String variant : variants) {
                WampMessage message = decode(protocol, HexFormat.of().parseHex(variant));
                check(message, attributes);
                String written = HexFormat.of().formatHex(bytes(protocol.encode(message)));
                assertTrue(variants.contains(written), () -> protocol + " writes " + written + " for " + variant);
                for (Protocol other : List.of(Protocol.JSON, Protocol.MSGPACK, Protocol.CBOR)) {
                    check(decode(other, bytes(other.encode(message))), attributes);
                }
            }
        }
    }

    private static WampMessage decode(Protocol protocol, byte[] frame) throws ProtocolViolation {
        return Frames.decode(protocol, frame).get(0);
    }

    private static byte[] bytes(Outgoing frame) {
        return Frames.bytes(frame);
    }

    /** A sample that is about the options: in each of the serializers. */
    private static void check(JsonObject sample) throws ProtocolViolation {
        WampMessage written = null;
        if (!sample.containsKey("expected_error")) {
            written =
                    Protocol.JSON.decode(sample.getJsonArray("wmsg").toString()).get(0);
            StrictRules.check(written);
            for (Protocol protocol : List.of(Protocol.MSGPACK, Protocol.CBOR)) {
                assertEquals(written, decode(protocol, bytes(protocol.encode(written))));
            }
            return;
        }
        String wanted = sample.getJsonObject("expected_error").getString("contains");
        for (Protocol protocol : List.of(Protocol.JSON, Protocol.MSGPACK, Protocol.CBOR)) {
            byte[] frame = Frames.list(protocol, list(sample.getJsonArray("wmsg")));
            ProtocolViolation violation =
                    assertThrows(ProtocolViolation.class, () -> StrictRules.check(decode(protocol, frame)));
            assertTrue(violation.getMessage().contains(wanted), violation.getMessage());
        }
    }

    private static void check(WampMessage message, JsonObject attributes) throws ReflectiveOperationException {
        Map<String, Object> components = new LinkedHashMap<>();
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            components.put(component.getName(), component.getAccessor().invoke(message));
        }
        Arguments arguments = message.arguments();
        for (Map.Entry<String, JsonValue> attribute : attributes.entrySet()) {
            Object wanted = value(attribute.getValue());
            switch (attribute.getKey()) {
                case "message_type" ->
                    assertEquals(wanted, (long) message.kind().code());
                case "roles" ->
                    assertEquals(
                            wanted, ((Dict) components.get("details")).members().get("roles"));
                case "args" ->
                    assertEquals(
                            wanted == null ? List.of() : wanted,
                            arguments.isOpaque() ? List.of() : arguments.positional());
                case "kwargs" -> assertEquals(wanted == null ? Map.of() : wanted, arguments.named());
                case "payload" -> assertEquals(wanted, payload(arguments));
                default -> {
                    String name = NAMES.getOrDefault(attribute.getKey(), attribute.getKey());
                    assertTrue(components.containsKey(name), name);
                    Object found = components.get(name);
                    assertEquals(
                            wanted,
                            found instanceof Dict dict
                                    ? dict.members()
                                    : found instanceof Integer number ? (Object) number.longValue() : found,
                            name);
                }
            }
        }
    }

    private static Object payload(Arguments arguments) {
        return arguments.isOpaque()
                ? HexFormat.of().formatHex((byte[]) arguments.positional().get(0))
                : null;
    }

    private static List<Object> list(JsonArray array) {
        List<Object> list = new ArrayList<>();
        array.forEach(element -> list.add(value(element)));
        return list;
    }

    private static Object value(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).longValueExact();
            case ARRAY -> list(value.asJsonArray());
            case OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                value.asJsonObject().forEach((name, member) -> members.put(name, value(member)));
                yield members;
            }
        };
    }
}
