package io.capstan.push;

import io.capstan.channel.JsonStrings;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a message was not carried out.
 *
 * @param id the sender's own id of the message
 * @param field where in the document, as a JSON Pointer (RFC 6901); empty if it is about all of it
 * @param reason one sentence
 */
record Fault(Code code, Optional<String> id, String field, String reason) implements Parsed, Outcome {

    /** What kind of fault it is. */
    enum Code {
        /** No JSON, or no UTF-8. */
        MALFORMED(400),
        /** No object. */
        NOT_AN_OBJECT(400),
        /** An action that there is not. */
        UNKNOWN_ACTION(400),
        /** A field that there is not, or not for this action. */
        UNKNOWN_FIELD(400),
        /** A field that has to be there, and is not. */
        MISSING(400),
        /** A field that is there twice. */
        DUPLICATE(400),
        /** A field with a value that it cannot have. */
        INVALID(400),
        /** More bytes than are allowed. */
        TOO_LARGE(413),
        /** No such device is connected. */
        UNKNOWN_DEVICE(404),
        /** More subscriptions than are allowed. */
        TOO_MANY(409),
        /** The id was used for another message. */
        ID_REUSED(422),
        /** The first message of this id is being carried out. */
        IN_PROGRESS(409),
        /** The other process may not connect. */
        FORBIDDEN(403),
        /** Too many are connected. */
        BUSY(503),
        /** Something failed here. */
        FAILED(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        /** The HTTP status of a message that is alone. */
        int status() {
            return status;
        }

        /** What the sender reads. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Fault of(Code code, String field, String reason) {
        return new Fault(code, Optional.empty(), field, reason);
    }

    @Override
    public String json() {
        return "{\"status\":\"error\"" + Outcome.member("id", id) + ",\"code\":\"" + code.text() + "\""
                + Outcome.member("field", Optional.of(field)) + ",\"reason\":" + JsonStrings.quote(reason) + "}";
    }

    @Override
    public String line() {
        String where = field.replaceAll("[\\p{Cntrl}\\s]", "?");
        return "ERR " + code.text() + (where.isEmpty() ? "" : " " + where);
    }
}
