package io.capstan.push;

import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.push.Fault.Code;
import io.capstan.push.Framer.Document;
import io.capstan.push.SocketOptions.Answers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Has documents of the socket carried out, and answers each, in the framing in which it came. */
final class SocketAnswers {
    private static final String SENDER = "socket";

    private final Desk desk;
    private final Answers form;

    SocketAnswers(Desk desk, Answers form) {
        this.desk = desk;
        this.form = form;
    }

    /** The answers to documents, in their order. */
    byte[] to(List<Document> documents) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        documents.forEach(document -> answers.writeBytes(framed(answer(document.bytes()), document.counted())));
        return answers.toByteArray();
    }

    /** The answer to what is no document. */
    byte[] to(Fault fault, boolean counted) {
        return framed(text(fault), counted);
    }

    private static byte[] framed(String answer, boolean counted) {
        if (!counted) {
            return (answer + "\n").getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private String text(Outcome outcome) {
        return form == Answers.JSON ? outcome.json() : outcome.line();
    }

    private String answer(byte[] document) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            Batch batch = Envelopes.document(text);
            List<Outcome> outcomes = desk.take(batch.messages(), SENDER);
            return batch.single() ? text(outcomes.get(0)) : list(outcomes);
        } catch (CharacterCodingException e) {
            return text(Fault.of(Code.MALFORMED, "", "The document is no UTF-8."));
        } catch (MalformedException e) {
            return text(Fault.of(Code.MALFORMED, "", e.getMessage()));
        }
    }

    /** One line for all: each of them in JSON, else the first that was not carried out. */
    private String list(List<Outcome> outcomes) {
        return form == Answers.JSON
                ? outcomes.stream().map(Outcome::json).collect(Collectors.joining(",", "[", "]"))
                : outcomes.stream()
                        .filter(Fault.class::isInstance)
                        .map(Outcome::line)
                        .findFirst()
                        .orElse("OK");
    }
}
