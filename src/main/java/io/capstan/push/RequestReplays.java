package io.capstan.push;

import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole requests that are sent again, with the header {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header): they get the same answer, and nothing is pushed again.
 */
final class RequestReplays {
    private static final int MOST_CHARACTERS = 16 << 20;
    private static final Pattern KEY = Pattern.compile("\"?([!#-~]{1,128}?)\"?"); // a string of RFC 8941, or bare
    private static final HttpReply WRONG_KEY = HttpReply.problem(
            400,
            "Idempotency-Key is there once, with 1 to 128 visible ASCII characters, none of them a quotation mark.");
    private static final HttpReply UNDER_WAY = HttpReply.problem(
                    409, "The first request with this Idempotency-Key is not done yet.")
            .with("Retry-After", "1");
    private static final HttpReply OTHER = HttpReply.problem(422, "Another request had this Idempotency-Key.");

    private final Replays<HttpReply> replays;

    RequestReplays(IdempotencyOptions options) {
        replays = new Replays<>(
                options.most(),
                MOST_CHARACTERS,
                options.time(),
                reply -> reply.body().length(),
                System::nanoTime);
    }

    /**
     * What a request is answered.
     *
     * @param keys the values of its header
     * @param sender whose keys they are
     * @param work does what it asks for
     */
    HttpReply answer(List<String> keys, String sender, byte[] body, Supplier<HttpReply> work) {
        if (keys.isEmpty()) {
            return work.get();
        }
        Matcher key = KEY.matcher(keys.get(0).strip());
        if (keys.size() > 1 || !key.matches()) {
            return WRONG_KEY;
        }
        String name = sender + '\n' + key.group(1);
        Replays.Known<HttpReply> known = replays.begin(name, Base64.getEncoder().encodeToString(Digest.of(body)));
        if (known instanceof Replays.Done<HttpReply> done) {
            return done.answer();
        }
        if (!(known instanceof Replays.Fresh<HttpReply>)) {
            return known instanceof Replays.UnderWay<HttpReply> ? UNDER_WAY : OTHER;
        }
        HttpReply reply = null;
        try {
            reply = work.get();
            return reply;
        } finally {
            boolean done = reply != null && reply.status() == 200; // what was refused may be tried again
            replays.finish(name, done ? reply : null);
        }
    }
}
