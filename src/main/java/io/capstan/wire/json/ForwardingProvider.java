package io.capstan.wire.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.Map;

/** The server's JSON-P but for generators of text, which go through one factory. */
abstract class ForwardingProvider extends JsonProvider {
    private final JsonProvider server;

    ForwardingProvider(JsonProvider server) {
        this.server = server;
    }

    @Override
    public JsonGenerator createGenerator(Writer writer) {
        return createGeneratorFactory(Map.of()).createGenerator(writer);
    }

    @Override
    public JsonGenerator createGenerator(OutputStream out) {
        return server.createGenerator(out);
    }

    @Override
    public JsonParser createParser(Reader reader) {
        return server.createParser(reader);
    }

    @Override
    public JsonParser createParser(InputStream in) {
        return server.createParser(in);
    }

    @Override
    public JsonParserFactory createParserFactory(Map<String, ?> config) {
        return server.createParserFactory(config);
    }

    @Override
    public JsonReader createReader(Reader reader) {
        return server.createReader(reader);
    }

    @Override
    public JsonReader createReader(InputStream in) {
        return server.createReader(in);
    }

    @Override
    public JsonReaderFactory createReaderFactory(Map<String, ?> config) {
        return server.createReaderFactory(config);
    }

    @Override
    public JsonWriter createWriter(Writer writer) {
        return server.createWriter(writer);
    }

    @Override
    public JsonWriter createWriter(OutputStream out) {
        return server.createWriter(out);
    }

    @Override
    public JsonWriterFactory createWriterFactory(Map<String, ?> config) {
        return server.createWriterFactory(config);
    }

    @Override
    public JsonBuilderFactory createBuilderFactory(Map<String, ?> config) {
        return server.createBuilderFactory(config);
    }

    @Override
    public JsonObjectBuilder createObjectBuilder() {
        return server.createObjectBuilder();
    }

    @Override
    public JsonArrayBuilder createArrayBuilder() {
        return server.createArrayBuilder();
    }
}
