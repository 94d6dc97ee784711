package io.capstan.wire;

import io.capstan.Message;
import io.capstan.wire.json.JsonBinding;
import io.capstan.wire.json.JsonEncoder;
import io.capstan.wire.json.JsonOptions;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import java.time.Clock;
import java.util.Optional;

/** Makes what leaves out of what was said. Thread-safe. */
public final class Encoder {
    private volatile JsonEncoder json;

    /** An encoder of an application that has configured nothing. */
    public Encoder() {
        json = json(JsonOptions.DEFAULTS, new JsonbConfig(), Optional.empty(), Clock.systemDefaultZone());
    }

    /**
     * This holds from now on.
     *
     * @param own the {@code Jsonb} of the application, which comes before its configuration
     */
    public void begin(JsonOptions options, JsonbConfig config, Optional<Jsonb> own, Clock clock) {
        json = json(options, config, own, clock);
    }

    private static JsonEncoder json(JsonOptions options, JsonbConfig config, Optional<Jsonb> own, Clock clock) {
        return new JsonEncoder(new JsonBinding(config, own, options), options, clock);
    }

    /** Writes objects that are parts of messages. */
    public JsonEncoder json() {
        return json;
    }

    /**
     * Encodes a message, once for all who may receive it.
     *
     * @throws IllegalArgumentException if it is an object that JSON-B cannot encode
     */
    public Encoded encode(Message message) {
        if (message instanceof Message.Text text) {
            return Encoded.same(Outgoing.text(text.text(), text.key()));
        }
        if (message instanceof Message.Binary binary) {
            return Encoded.same(Outgoing.binary(binary.bytes(), binary.key()));
        }
        Message.Json object = (Message.Json) message;
        JsonEncoder.Document document = json.write(object.value(), object.views());
        return Encoded.of(document, object.key());
    }
}
