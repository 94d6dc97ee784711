package io.capstan.wamp.message;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Arguments as bytes, for those that outlive the server: as they were written; those that code has made, as CBOR. */
public final class ArgumentsForm {
    private ArgumentsForm() {}

    /** Writes arguments. */
    public static void write(Arguments arguments, DataOutput out) throws IOException {
        Payload payload = (Payload) arguments;
        Serializer origin = payload.origin().orElse(Serializer.CBOR);
        byte[] bytes =
                switch (origin) {
                    case JSON -> payload.json().getBytes(StandardCharsets.UTF_8);
                    case MSGPACK -> payload.msgpack();
                    case CBOR -> payload.cbor();
                };
        out.writeByte(payload.shape().ordinal());
        out.writeByte(origin.ordinal());
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads them.
     *
     * @param most the length of all that there is
     * @throws IOException if they are not what was written
     */
    public static Arguments read(DataInput in, int most) throws IOException {
        Payload.Shape shape = constant(Payload.Shape.values(), in.readUnsignedByte());
        Serializer origin = constant(Serializer.values(), in.readUnsignedByte());
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("No arguments have " + length + " bytes here.");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        if (shape == Payload.Shape.NOTHING) {
            return Arguments.NONE;
        }
        return switch (origin) {
            case JSON -> Payload.json(shape, new String(bytes, StandardCharsets.UTF_8));
            case MSGPACK -> Payload.msgpack(shape, bytes);
            case CBOR -> Payload.cbor(shape, bytes);
        };
    }

    private static <E> E constant(E[] constants, int ordinal) throws IOException {
        if (ordinal >= constants.length) {
            throw new IOException("Arguments begin otherwise than with " + ordinal + ".");
        }
        return constants[ordinal];
    }
}
