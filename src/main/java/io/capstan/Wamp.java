package io.capstan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A realm of the WAMP router as this application sees it: {@code @Inject Wamp wamp} gives the one that
 * {@code capstan.wamp.realms} names first. What it does here needs no permission.
 *
 * <p>Arguments and results are texts, numbers, booleans, {@code byte[]}, lists and maps of these, {@code null}, or anything
 * that JSON-B turns into one of them. Thread-safe, and no method blocks.
 *
 * <p>Who may join a realm, and what members may do there, an application says by beans of type {@link Authenticator} and
 * {@link Authorizer}, beside the configuration {@code capstan.wamp.*}, which is asked first.
 */
public interface Wamp {

    /**
     * Another realm.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    Wamp realm(String name);

    /**
     * Calls a procedure, of a client or of a bean.
     *
     * @return completes with the result, on a thread that may block; fails with a {@link WampException}. To cancel the future
     *     of it cancels the call.
     */
    default CompletionStage<Result> call(String procedure, Object... arguments) {
        return call(procedure, Arrays.asList(arguments), Map.of());
    }

    /** Calls a procedure with arguments by name too. See {@link #call(String, Object...)}. */
    CompletionStage<Result> call(String procedure, List<?> arguments, Map<String, ?> keywordArguments);

    /** Publishes to a topic. Inside of a transaction, that is done when it commits. */
    default void publish(String topic, Object... arguments) {
        publish(topic, Arrays.asList(arguments), Map.of());
    }

    /** Publishes with arguments by name too. See {@link #publish(String, Object...)}. */
    void publish(String topic, List<?> arguments, Map<String, ?> keywordArguments);

    /**
     * Answers the calls of a procedure from now on.
     *
     * @throws WampException if it is registered, or its URI cannot be
     */
    Registration register(String procedure, Answer answer);

    /** Answers a call. Runs on a thread that may block. */
    @FunctionalInterface
    interface Answer {
        /**
         * Answers.
         *
         * @return what a {@link Procedure} may return
         * @throws Exception as from a {@link Procedure}
         */
        Object answer(Procedure.CallContext call, Result arguments) throws Exception;
    }

    /** A procedure that is registered. */
    interface Registration extends AutoCloseable {
        /** Unregisters it. Calls that are under way are answered. */
        @Override
        void close();
    }

    /**
     * What a call has given, or what it was given.
     *
     * @param arguments by position
     * @param keywordArguments by name
     */
    record Result(List<?> arguments, Map<String, ?> keywordArguments) {

        /** The first of the arguments; empty if there is none, or if it is {@code null}. */
        public Optional<Object> first() {
            return arguments.isEmpty() ? Optional.empty() : Optional.ofNullable(arguments.get(0));
        }
    }

    /**
     * Knows the people who join realms. Beans of this type are asked in the order of their {@code @Priority}, smallest first,
     * behind the principals that are configured; the first that knows somebody counts.
     *
     * <p>Called on the thread that handles the messages of the client, so it may block, and delays nobody else. What it throws
     * keeps the client out with {@code wamp.error.authentication_failed}, and is logged. Thread-safe.
     */
    interface Authenticator {

        /**
         * What is known of a user for the methods that never show a secret: {@code wampcra}, {@code scram} and
         * {@code cryptosign}.
         *
         * @return empty if nobody of this name is known; the client cannot tell that from a wrong secret
         */
        default Optional<Principal> find(Login login) {
            return Optional.empty();
        }

        /**
         * Whom a ticket stands for, which may be a password or any token.
         *
         * @return empty if it stands for nobody, or not for whom the client says it is
         */
        default Optional<Principal> redeem(Login login, String ticket) {
            return Optional.empty();
        }

        /**
         * What somebody has to show beside the first proof: a second CHALLENGE, of the method {@code ticket} with
         * {@code {"factor": 2}}, asks for it. Not asked for those whom the gate or their HTTP session knows already.
         *
         * @param member whom the first proof has shown
         * @return whether what the client shows is right; empty if nothing more is needed
         */
        default Optional<Predicate<String>> secondFactor(Login login, Member member) {
            return Optional.empty();
        }
    }

    /**
     * Somebody wants to join a realm.
     *
     * @param realm the name of the realm
     * @param method how it wants to prove who it is: {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign}
     * @param authid who it says it is; empty if it has not said
     * @param extra what it says beside that, {@code authextra}
     * @param caller who it is as far as the gate knows
     */
    record Login(String realm, String method, String authid, Map<String, ?> extra, Caller caller) {}

    /**
     * Somebody who may join, and by which proof.
     *
     * @param authid the name, by which the others in the realm know it
     * @param role the role that permissions go by
     * @param secret the secret of {@code wampcra} and {@code scram}, as it is or as {@link Salted} says; empty: none
     * @param salted how the secret was derived; empty: it was not
     * @param keys the public keys of {@code cryptosign}, each of 64 hexadecimal digits (Ed25519, RFC 8032)
     * @param extra what the client is told, {@code authextra}
     */
    record Principal(
            String authid,
            String role,
            Optional<String> secret,
            Optional<Salted> salted,
            Set<String> keys,
            Map<String, ?> extra) {
        /** The collections are copied. */
        public Principal {
            Objects.requireNonNull(authid, "authid");
            Objects.requireNonNull(role, "role");
            keys = Set.copyOf(keys);
            extra = Map.copyOf(extra);
        }

        /** One whose proof is a ticket that has been redeemed already. */
        public static Principal of(String authid, String role) {
            return new Principal(authid, role, Optional.empty(), Optional.empty(), Set.of(), Map.of());
        }

        /** One with a secret that is known as it is. */
        public static Principal withSecret(String authid, String role, String secret) {
            return new Principal(authid, role, Optional.of(secret), Optional.empty(), Set.of(), Map.of());
        }

        /** One with a secret of which only the derived key is known. */
        public static Principal withDerived(String authid, String role, String derived, Salted salted) {
            return new Principal(authid, role, Optional.of(derived), Optional.of(salted), Set.of(), Map.of());
        }

        /** One with public keys. */
        public static Principal withKeys(String authid, String role, String... keys) {
            return new Principal(authid, role, Optional.empty(), Optional.empty(), Set.of(keys), Map.of());
        }

        /** Name and role; nothing that is secret. */
        @Override
        public String toString() {
            return "Principal[" + authid + " as " + role + "]";
        }
    }

    /**
     * How a secret was derived: {@code base64(PBKDF2-HMAC-SHA256(password, salt, iterations, keyLength))}. For {@code wampcra}
     * the salt is the text itself in UTF-8; for {@code scram} it is Base64.
     *
     * @param salt the salt
     * @param iterations how many
     * @param keyLength how many bytes; {@code scram} wants 32
     */
    record Salted(String salt, int iterations, int keyLength) {
        /** The password is not kept. */
        public Salted {
            Objects.requireNonNull(salt, "salt");
            if (iterations < 1 || keyLength < 16 || keyLength > 64) {
                throw new IllegalArgumentException("iterations is " + iterations + " and keyLength " + keyLength
                        + "; allowed are 1 and more, and 16 to 64.");
            }
        }
    }

    /**
     * Decides what members of realms may do. Beans of this type are asked in the order of their {@code @Priority}, smallest
     * first; where none of them decides, the configured rules do.
     *
     * <p>Called on the thread that handles the messages of the client, so it may block, and delays nobody else; never under a
     * lock. What it throws is logged and denies, with {@code wamp.error.authorization_failed}. Thread-safe.
     */
    @FunctionalInterface
    interface Authorizer {

        /** Decides about a request, or leaves it to others. */
        Decision decide(Request request);

        /** What somebody wants to do with a URI. */
        enum Action {
            PUBLISH,
            SUBSCRIBE,
            CALL,
            REGISTER
        }

        /**
         * What somebody wants to do.
         *
         * @param action what
         * @param uri the topic or the procedure, or the pattern of them
         * @param match how it is meant: {@code exact}, {@code prefix} or {@code wildcard}
         * @param member who
         */
        record Request(Action action, String uri, String match, Member member) {}

        /**
         * What is decided.
         *
         * @param verdict whether it may
         * @param disclose who learns who it was that publishes or calls
         * @param trustLevel how far the others may trust it, which they are told; empty: they are told nothing
         * @param cached how long this answer holds for the same session, action and URI; zero: it is asked each time
         */
        record Decision(Verdict verdict, Disclose disclose, OptionalInt trustLevel, Duration cached) {
            /** It may. */
            public static final Decision GRANT =
                    new Decision(Verdict.GRANT, Disclose.ASKED, OptionalInt.empty(), Duration.ZERO);
            /** It may not. */
            public static final Decision DENY =
                    new Decision(Verdict.DENY, Disclose.ASKED, OptionalInt.empty(), Duration.ZERO);
            /** Others decide. */
            public static final Decision IGNORE =
                    new Decision(Verdict.IGNORE, Disclose.ASKED, OptionalInt.empty(), Duration.ZERO);

            /** The same, which holds for this long, or until {@link Permissions#purge()}. */
            public Decision cachedFor(Duration time) {
                return new Decision(verdict, disclose, trustLevel, time);
            }

            /** The same, with others learning who it was as this says. */
            public Decision disclosing(Disclose who) {
                return new Decision(verdict, who, trustLevel, cached);
            }

            /** The same, with a trust level. */
            public Decision trusted(int level) {
                return new Decision(verdict, disclose, OptionalInt.of(level), cached);
            }
        }

        /** Whether it may. */
        enum Verdict {
            GRANT,
            DENY,
            /** Others decide. */
            IGNORE
        }

        /** When the other side learns who it was that publishes or calls. */
        enum Disclose {
            /** Where {@code disclose_me} asks for it. */
            ASKED,
            /** Always. */
            ALWAYS,
            /** Never: to ask for it is an error. */
            NEVER
        }
    }

    /**
     * Somebody in a realm.
     *
     * @param realm the name of the realm
     * @param session the id of the session
     * @param authid the name
     * @param role the role that permissions go by
     * @param method how it has proved who it is
     * @param caller the same as a caller of the application
     */
    record Member(String realm, long session, String authid, String role, String method, Caller caller) {}

    /** What authorizers have said, as far as it is kept. For injection. Thread-safe. */
    interface Permissions {
        /** Forgets all that was said: each authorizer is asked anew. */
        void purge();

        /** Forgets what was said about one member of a realm. */
        void purge(String realm, String authid);
    }
}
