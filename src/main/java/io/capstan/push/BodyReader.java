package io.capstan.push;

import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.push.Fault.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the body of a request, has its messages carried out, and answers in the form in which they came. */
final class BodyReader {
    private final Desk desk;
    private final int largest;

    BodyReader(Desk desk, int largest) {
        this.desk = desk;
        this.largest = largest;
    }

    /** The body; empty if it is too large. */
    Optional<byte[]> read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > largest) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        return body.length > largest ? Optional.empty() : Optional.of(body);
    }

    /** What becomes of the messages of a body. */
    HttpReply answer(BodyForm form, byte[] body, String sender) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return HttpReply.of(Fault.of(Code.MALFORMED, "", "The body is no UTF-8."));
        }
        if (text.isBlank()) {
            return HttpReply.of(Fault.of(Code.MALFORMED, "", "The body is empty."));
        }
        return form == BodyForm.LINES ? lines(text, sender) : document(text, sender);
    }

    private HttpReply document(String text, String sender) {
        try {
            Batch batch = Envelopes.document(text);
            List<Outcome> outcomes = desk.take(batch.messages(), sender);
            if (!batch.single()) {
                return HttpReply.done(
                        "application/json",
                        outcomes.stream().map(Outcome::json).collect(Collectors.joining(",", "[", "]")));
            }
            return outcomes.get(0) instanceof Fault fault
                    ? HttpReply.of(fault)
                    : HttpReply.done("application/json", outcomes.get(0).json());
        } catch (MalformedException e) {
            return HttpReply.of(
                    Fault.of(Code.MALFORMED, "", e.getMessage() + " Nothing of this request has been pushed."));
        }
    }

    /** Each line by itself: what is wrong with one does not hold up the others. */
    private HttpReply lines(String text, String sender) {
        List<Parsed> messages = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> messages.add(message(line)));
        return HttpReply.done(
                BodyForm.NDJSON,
                desk.take(messages, sender).stream()
                        .map(outcome -> outcome.json() + "\n")
                        .collect(Collectors.joining()));
    }

    private static Parsed message(String line) {
        try {
            Batch batch = Envelopes.document(line);
            return batch.single()
                    ? batch.messages().get(0)
                    : Fault.of(Code.NOT_AN_OBJECT, "", "A line has one message, no list of them.");
        } catch (MalformedException e) {
            return Fault.of(Code.MALFORMED, "", e.getMessage());
        }
    }
}
