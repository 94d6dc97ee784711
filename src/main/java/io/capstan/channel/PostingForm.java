package io.capstan.channel;

import io.capstan.wire.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was published, as bytes for a {@link HistoryStore}: a version; what kind it is; what was published; by what key a newer one
 * replaces it; and what a family of dialects has to say of it.
 *
 * @param family writes for the dialects; {@code null} if nobody does
 */
record PostingForm(@Nullable FamilyForm family) {
    private static final int VERSION = 1;
    private static final int NOTHING = -1;

    /** The kinds, in the order of their numbers, which stay what they are. */
    private enum Kind {
        TEXT,
        BINARY,
        JSON,
        /** The family alone says what it is. */
        FAMILY
    }

    byte[] write(Payload payload) {
        FamilyForm.Written more = family == null ? null : family.write(payload);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            if (more != null && more.whole()) {
                out.writeByte(Kind.FAMILY.ordinal());
            } else {
                plain(payload, out);
            }
            write(more == null ? null : more.bytes(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes all that it is given.", e);
        }
        return bytes.toByteArray();
    }

    private static void plain(Payload payload, DataOutputStream out) throws IOException {
        Outgoing raw = payload.raw();
        ByteBuffer binary = raw.binary();
        String text = raw.text();
        if (binary != null) {
            byte[] copy = new byte[binary.remaining()];
            binary.get(copy);
            out.writeByte(Kind.BINARY.ordinal());
            write(copy, out);
        } else {
            out.writeByte((payload.json().equals(text) ? Kind.JSON : Kind.TEXT).ordinal());
            write(utf8(text), out);
        }
        write(utf8(payload.key().orElse(null)), out);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? NOTHING : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** @throws IOException if it is not what was written */
    Payload read(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("It has the form " + version + ", and only " + VERSION + " is known.");
        }
        int number = in.readUnsignedByte();
        if (number >= Kind.values().length) {
            throw new IOException("It is of an unknown kind: " + number + ".");
        }
        Kind kind = Kind.values()[number];
        Payload plain = kind == Kind.FAMILY ? null : plain(kind, in);
        byte[] more = read(in);
        if (more != null && family != null) {
            return family.read(more, plain);
        }
        if (plain == null) {
            throw new IOException("Nobody knows what was published.");
        }
        return plain;
    }

    private static Payload plain(Kind kind, DataInputStream in) throws IOException {
        byte[] bytes = read(in);
        Optional<String> key = Optional.ofNullable(text(read(in)));
        if (kind == Kind.BINARY) {
            ByteBuffer binary = ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
            return Payload.stored(Outgoing.binary(binary, key), false);
        }
        String text = text(bytes);
        return Payload.stored(Outgoing.text(text == null ? "" : text, key), kind == Kind.JSON);
    }

    private static @Nullable String text(byte @Nullable [] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NOTHING) {
            return null;
        }
        if (length < 0 || length > in.available()) {
            throw new IOException("It ends too early.");
        }
        return in.readNBytes(length);
    }
}
