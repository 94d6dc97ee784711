package io.capstan.it.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What broken messages of WAMP are made of. */
final class WampSeeds {
    /** On it bystanders get what attackers publish. */
    static final String GARBAGE = "fuzz.garbage";

    static final List<Object> HELLO = List.of(
            1,
            "realm1",
            Map.of(
                    "roles",
                    Map.of(
                            "caller", Map.of("features", Map.of("progressive_call_results", true)),
                            "callee", Map.of("features", Map.of("call_canceling", true)),
                            "publisher", Map.of(),
                            "subscriber", Map.of())));

    private static final List<Object> ARGUMENTS = Arrays.asList(
            "text\u0000ä\uD83D\uDE00",
            null,
            true,
            -70_000L,
            1L << 53,
            2.5,
            new byte[] {0, 1, 2, 3},
            List.of(List.of(), Map.of("a", List.of(1L, 2L, 3L))));

    private static final Map<String, Object> NAMED = Map.of("key", "x".repeat(40), "list", List.of(1, 2));

    private static final List<List<Object>> MESSAGES = List.of(
            HELLO,
            List.of(2, 7, Map.of("roles", Map.of())),
            List.of(3, Map.of("message", "x"), "wamp.error.x"),
            List.of(4, "ticket", Map.of()),
            List.of(5, "signature", Map.of()),
            List.of(6, Map.of(), "wamp.close.normal"),
            List.of(8, 68, 1, Map.of(), "fuzz.error", ARGUMENTS, NAMED),
            List.of(16, 2, Map.of("acknowledge", true, "exclude_me", false), "fuzz.topic", ARGUMENTS, NAMED),
            List.of(16, 3, Map.of("retain", true, "exclude", List.of(1, 2)), "fuzz.topic.kept", ARGUMENTS),
            List.of(17, 2, 3),
            List.of(32, 4, Map.of("match", "exact"), "fuzz.topic"),
            List.of(32, 5, Map.of("match", "prefix", "get_retained", true), "fuzz."),
            List.of(32, 6, Map.of("match", "wildcard"), "fuzz..kept"),
            List.of(33, 4, 5),
            List.of(34, 7, 1),
            List.of(35, 7),
            List.of(36, 1, 2, Map.of(), ARGUMENTS),
            List.of(337, 7),
            List.of(48, 8, Map.of("timeout", 50, "receive_progress", true), "fuzz.procedure", ARGUMENTS, NAMED),
            List.of(48, 9, Map.of("progress", true), "fuzz.procedure", ARGUMENTS),
            List.of(48, 10, Map.of("disclose_me", true), "wamp.session.get", List.of(1)),
            List.of(48, 11, Map.of(), "wamp.subscription.get_events", List.of(1), Map.of("limit", 3)),
            List.of(48, 12, Map.of(), "wamp.session.add_testament", List.of("fuzz.topic", List.of(), Map.of())),
            List.of(48, 13, Map.of(), "wamp.session.kill_all"),
            List.of(48, 14, Map.of(), "wamp.registration.match", List.of("fuzz.procedure")),
            List.of(49, 8, Map.of("mode", "kill")),
            List.of(50, 8, Map.of("progress", true), ARGUMENTS),
            List.of(64, 15, Map.of("invoke", "roundrobin", "concurrency", 2), "fuzz.procedure"),
            List.of(64, 16, Map.of("match", "prefix", "force_reregister", true), "fuzz."),
            List.of(64, 17, Map.of("match", "wildcard"), "fuzz..a"),
            List.of(65, 15, 5),
            List.of(66, 18, 1),
            List.of(67, 18),
            List.of(68, 1, 2, Map.of(), ARGUMENTS),
            List.of(69, 1, Map.of("mode", "kill")),
            List.of(70, 1, Map.of("progress", true), ARGUMENTS, NAMED),
            List.of(70, 2, Map.of(), ARGUMENTS));

    /** Those that an established session may send, so that most of what is sent gets beyond the first look. */
    private static final List<List<Object>> REQUESTS = MESSAGES.stream()
            .filter(message -> List.of(8, 16, 32, 34, 48, 49, 64, 66, 70).contains(message.get(0)))
            .toList();

    private static final List<String> URIS = List.of(
            "",
            ".",
            "..",
            "fuzz",
            "fuzz..a",
            "fuzz#a",
            "fuzz a",
            "wamp.session.on_join",
            "wamp.session.kill",
            "wamp.subscription.remove_subscriber",
            "realm1#fuzz",
            "fuzz.\uD83D\uDE00",
            "fuzz.\u0000",
            "fuzz." + "x.".repeat(300) + "x",
            "x".repeat(5_000));

    private static final List<String> OPTIONS = List.of(
            "match",
            "invoke",
            "concurrency",
            "force_reregister",
            "exclude",
            "exclude_authid",
            "eligible",
            "eligible_authrole",
            "exclude_me",
            "disclose_me",
            "acknowledge",
            "retain",
            "get_retained",
            "timeout",
            "mode",
            "progress",
            "receive_progress",
            "ppt_scheme",
            "ppt_serializer",
            "enc_algo",
            "roles",
            "rkey",
            "runmode",
            "_private");

    private static final List<Map<String, Object>> CHOICES = List.of(
            Map.of("match", "prefix", "invoke", "leastbusy", "concurrency", 1),
            Map.of("match", "regex"),
            Map.of("invoke", "any"),
            Map.of("timeout", 1, "receive_progress", true, "progress", true),
            Map.of("mode", "killnowait"),
            Map.of("mode", "?"),
            Map.of("exclude_me", false, "acknowledge", true, "retain", true),
            Map.of("eligible", List.of(), "exclude_authrole", List.of("anonymous")),
            Map.of("ppt_scheme", "x_own", "ppt_serializer", "native"),
            Map.of("forward_timeout", true, "timeout", 1L << 53),
            Map.of("disclose_caller", true, "disclose_me", true),
            Map.of("progress", true));

    private WampSeeds() {}

    /** A correct message of any kind, which may be changed; rarely one that bystanders get something of. */
    static List<@Nullable Object> any(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> new ArrayList<>(List.of(16, 19, Map.of(), GARBAGE, ARGUMENTS, NAMED));
            case 1 ->
                new ArrayList<>(List.of(48, 20, Map.of(), WampBystander.procedure(random.nextInt(10)), ARGUMENTS));
            case 2, 3, 4, 5 -> new ArrayList<>(MESSAGES.get(random.nextInt(MESSAGES.size())));
            default -> new ArrayList<>(REQUESTS.get(random.nextInt(REQUESTS.size())));
        };
    }

    /** A value of any kind, where another one is due. */
    static @Nullable Object oddity(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> id(random);
            case 3 -> random.nextGaussian();
            case 4 -> uri(random);
            case 5 -> new byte[random.nextInt(50)];
            case 6 -> ARGUMENTS;
            case 7 -> List.of();
            case 8 -> options(random);
            default -> "y".repeat(1 << random.nextInt(13));
        };
    }

    static List<@Nullable Object> oddities(Random random) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            all.add(oddity(random));
        }
        return all;
    }

    /** Correct options, be they those of another message. */
    static Map<String, Object> choice(Random random) {
        return CHOICES.get(random.nextInt(CHOICES.size()));
    }

    /** An id that nothing has, or somebody else's. */
    static long id(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << 53;
            case 3 -> (1L << 53) + 1;
            case 4 -> Long.MAX_VALUE;
            case 5 -> Long.MIN_VALUE;
            default -> 1 + random.nextInt(200);
        };
    }

    static String uri(Random random) {
        return URIS.get(random.nextInt(URIS.size()));
    }

    static Map<String, Object> options(Random random) {
        String name = OPTIONS.get(random.nextInt(OPTIONS.size()));
        Object value = oddity(random);
        return value == null ? Map.of() : Map.of(name, value, "more", List.of());
    }
}
