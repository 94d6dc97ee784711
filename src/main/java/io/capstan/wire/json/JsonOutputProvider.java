package io.capstan.wire.json;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Map;

/** The server's JSON-P, except that what is written to a {@link JsonOutput} is looked after by a {@link JsonOutputGenerator}. */
final class JsonOutputProvider extends ForwardingProvider {
    private final JsonProvider server;
    private final RelativeNames relative;

    JsonOutputProvider(JsonProvider server, RelativeNames relative) {
        super(server);
        this.server = server;
        this.relative = relative;
    }

    @Override
    public JsonGeneratorFactory createGeneratorFactory(Map<String, ?> config) {
        return new Guarding(server.createGeneratorFactory(config), relative);
    }

    /** The server's factory, whose generators are looked after where that is due. */
    private record Guarding(JsonGeneratorFactory server, RelativeNames relative) implements JsonGeneratorFactory {
        @Override
        public JsonGenerator createGenerator(Writer writer) {
            JsonGenerator generator = server.createGenerator(writer);
            return writer instanceof JsonOutput output
                    ? new JsonOutputGenerator(generator, output, relative)
                    : generator;
        }

        @Override
        public JsonGenerator createGenerator(OutputStream out) {
            return server.createGenerator(out);
        }

        @Override
        public JsonGenerator createGenerator(OutputStream out, Charset charset) {
            return server.createGenerator(out, charset);
        }

        @Override
        public Map<String, ?> getConfigInUse() {
            return server.getConfigInUse();
        }
    }
}
