package io.capstan.wire.json;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Hands everything on to the server's generator. */
abstract class ForwardingGenerator implements JsonGenerator {
    private final JsonGenerator server;

    ForwardingGenerator(JsonGenerator server) {
        this.server = server;
    }

    @Override
    public JsonGenerator writeStartObject() {
        server.writeStartObject();
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(String name) {
        server.writeStartObject(name);
        return this;
    }

    @Override
    public JsonGenerator writeStartArray() {
        server.writeStartArray();
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(String name) {
        server.writeStartArray(name);
        return this;
    }

    @Override
    public JsonGenerator writeKey(String name) {
        server.writeKey(name);
        return this;
    }

    @Override
    public JsonGenerator writeEnd() {
        server.writeEnd();
        return this;
    }

    @Override
    public JsonGenerator write(String name, JsonValue value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, String value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, BigInteger value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, BigDecimal value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, int value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, long value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, double value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(String name, boolean value) {
        server.write(name, value);
        return this;
    }

    @Override
    public JsonGenerator write(JsonValue value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(String value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(BigDecimal value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(BigInteger value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(int value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(long value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(double value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator write(boolean value) {
        server.write(value);
        return this;
    }

    @Override
    public JsonGenerator writeNull(String name) {
        server.writeNull(name);
        return this;
    }

    @Override
    public JsonGenerator writeNull() {
        server.writeNull();
        return this;
    }

    @Override
    public void flush() {
        server.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
