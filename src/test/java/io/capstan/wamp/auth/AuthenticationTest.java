package io.capstan.wamp.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Wamp.Authenticator;
import io.capstan.Wamp.Login;
import io.capstan.Wamp.Member;
import io.capstan.Wamp.Principal;
import io.capstan.Wamp.Salted;
import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Who may join a realm")
class AuthenticationTest {
    private static final String DENIED = "wamp.error.authentication_denied";

    private final DoorRig rig = new DoorRig();

    private static byte[] derived(String secret, byte[] salt, int iterations, int bytes) throws Exception {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, iterations, bytes * 8))
                .getEncoded();
    }

    private static String hmac(byte[] key, String text) {
        return Base64.getEncoder().encodeToString(Digests.hmac(key, Digests.utf8(text)));
    }

    @Test
    @DisplayName("keys are derived as the JDK derives them")
    void pbkdf2() throws Exception {
        byte[] salt = Digests.utf8("salt123");
        for (int bytes : List.of(16, 32, 50)) {
            assertEquals(
                    Digests.base64(derived("prq7+YkJ1/KlW1X0YczMHw==", salt, 100, bytes)),
                    Digests.base64(Digests.pbkdf2(Digests.utf8("prq7+YkJ1/KlW1X0YczMHw=="), salt, 100, bytes)));
        }
    }

    @Test
    @DisplayName("an anonymous client gets a name that nobody else has, not the one that it wants")
    void anonymous() throws Exception {
        rig.authid = Optional.of("admin");
        Identity one = DoorRig.admitted(rig.opens("anonymous"));
        Identity two = DoorRig.admitted(rig.opens("anonymous"));
        assertEquals("anonymous", one.authrole());
        assertNotEquals("admin", one.authid());
        assertNotEquals(one.authid(), two.authid());
    }

    @Test
    @DisplayName("where nobody anonymous is taken, who has nothing to show is told so")
    void required() throws Exception {
        rig.methods = EnumSet.of(AuthMethod.TICKET);
        assertEquals("wamp.error.authentication_required", DoorRig.denied(rig.opens()));
        assertEquals("wamp.error.authentication_required", DoorRig.denied(rig.opens("anonymous")));
        assertEquals("wamp.error.no_matching_auth_method", DoorRig.denied(rig.opens("wampcra", "tls")));
    }

    @Test
    @DisplayName("a ticket is the secret of somebody, or a token")
    void ticket() throws Exception {
        rig.principals = List.of(Principal.withSecret("joe", "frontend", "s3cret"));
        rig.authid = Optional.of("joe");
        Identity joe = DoorRig.admitted(DoorRig.answer(rig.opens("ticket"), "s3cret"));
        assertEquals("joe", joe.authid());
        assertEquals("frontend", joe.authrole());
        assertEquals(Caller.of("joe", "frontend"), joe.caller());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens("ticket"), "s3cret ")));
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens("ticket"), "token-of-ann")), "not Joe's");
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens("ticket"), "bad-token")));
        rig.authid = Optional.empty();
        Identity ann = DoorRig.admitted(DoorRig.answer(rig.opens("ticket"), "token-of-ann"));
        assertEquals("ann", ann.authid());
        assertEquals("editor", ann.authrole(), "the first of the realm's roles that the caller has");
        assertTrue(ann.caller().isInRole("clerk"));
    }

    @Test
    @DisplayName("a ticket fits a secret of which only the derived key is known")
    void derivedTicket() throws Exception {
        Salted salted = new Salted("pepper", 100, 32);
        byte[] key = derived("s3cret", Digests.utf8("pepper"), 100, 32);
        rig.principals = List.of(Principal.withDerived("joe", "frontend", Digests.base64(key), salted));
        rig.authid = Optional.of("joe");
        assertEquals(
                "joe",
                DoorRig.admitted(DoorRig.answer(rig.opens("ticket"), "s3cret")).authid());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens("ticket"), Digests.base64(key))));
    }

    @Test
    @DisplayName("WAMP-CRA: the challenge is signed with the secret")
    void cra() throws Exception {
        rig.principals = List.of(Principal.withSecret("joe", "frontend", "s3cret"));
        rig.authid = Optional.of("joe");
        Step step = rig.opens("wampcra");
        String challenge = DoorRig.challenge(step).string("challenge").orElseThrow();
        assertTrue(challenge.contains("\"session\":4711"), challenge);
        assertEquals(
                "joe",
                DoorRig.admitted(DoorRig.answer(step, hmac(Digests.utf8("s3cret"), challenge)))
                        .authid());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(step, hmac(Digests.utf8("secret"), challenge))));
        assertEquals(
                DENIED,
                DoorRig.denied(DoorRig.answer(rig.opens("wampcra"), hmac(Digests.utf8("s3cret"), challenge))),
                "another challenge has another answer");
    }

    @Test
    @DisplayName("WAMP-CRA with salt: the challenge is signed with the derived key, as text")
    void saltedCra() throws Exception {
        byte[] key = derived("s3cret", Digests.utf8("salt123"), 100, 16);
        String text = Digests.base64(key);
        rig.principals = List.of(Principal.withDerived("joe", "frontend", text, new Salted("salt123", 100, 16)));
        rig.authid = Optional.of("joe");
        Step step = rig.opens("wampcra");
        Dict extra = DoorRig.challenge(step);
        assertEquals("salt123", extra.string("salt").orElseThrow());
        assertEquals(100, extra.integer("iterations").orElseThrow());
        assertEquals(16, extra.integer("keylen").orElseThrow());
        String signature = hmac(Digests.utf8(text), extra.string("challenge").orElseThrow());
        assertEquals(
                "frontend", DoorRig.admitted(DoorRig.answer(step, signature)).authrole());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"wampcra", "scram", "cryptosign"})
    @DisplayName("who nobody knows is asked as others are, each time the same, and is not let in")
    void strangers(String method) throws Exception {
        rig.principals = List.of(Principal.withDerived(
                "joe", "frontend", Digests.base64(new byte[32]), new Salted("AAAAAAAAAAAAAAAAAAAAAA==", 1000, 32)));
        rig.extra = new Dict(Map.of("nonce", "abc", "pubkey", "00".repeat(32)));
        rig.authid = Optional.of("joe");
        Dict known = DoorRig.challenge(rig.opens(method));
        rig.authid = Optional.of("nobody");
        Dict unknown = DoorRig.challenge(rig.opens(method));
        assertEquals(known.members().keySet(), unknown.members().keySet());
        assertEquals(
                unknown.members().get("salt"),
                DoorRig.challenge(rig.opens(method)).members().get("salt"));
        assertEquals(
                String.valueOf(known.members().get("salt")).length(),
                String.valueOf(unknown.members().get("salt")).length());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens(method), "AAAA")));
    }

    @ParameterizedTest(name = "{0}, binding \"{1}\"")
    @CsvSource({"scram,''", "wamp-scram,biws"})
    @DisplayName("SCRAM: both sides prove that they know the key (RFC 5802)")
    void scram(String method, String binding) throws Exception {
        rig.principals = List.of(Principal.withSecret("jo,e", "frontend", "pencil"));
        rig.authid = Optional.of("jo,e");
        rig.extra = Dict.of("nonce", "cnonce");
        Step step = rig.opens(method);
        Dict extra = DoorRig.challenge(step);
        assertEquals(method, ((Step.Challenge) step).method());
        assertEquals(
                Set.of("nonce", "salt", "kdf", "iterations"), extra.members().keySet());
        String nonce = extra.string("nonce").orElseThrow();
        assertTrue(nonce.startsWith("cnonce") && nonce.length() > "cnonce".length(), nonce);
        String salt = extra.string("salt").orElseThrow();
        int iterations = (int) extra.integer("iterations").orElseThrow();
        byte[] key = derived("pencil", Base64.getDecoder().decode(salt), iterations, 32);
        String message =
                "n=jo=2Ce,r=cnonce,r=" + nonce + ",s=" + salt + ",i=" + iterations + ",c=" + binding + ",r=" + nonce;
        byte[] clientKey = Digests.hmac(key, Digests.utf8("Client Key"));
        byte[] signature = Digests.hmac(Digests.sha256(clientKey), Digests.utf8(message));
        Identity joe = DoorRig.admitted(DoorRig.answer(step, Digests.base64(Digests.xor(clientKey, signature))));
        assertEquals("jo,e", joe.authid());
        assertEquals(method, joe.authmethod());
        assertEquals(
                hmac(Digests.hmac(key, Digests.utf8("Server Key")), message),
                joe.extra().string("verifier").orElseThrow());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens(method), Digests.base64(signature))));
    }

    /** The vectors of the specification; of the bound ones, what was signed is the challenge and the channel, each bit or the other. */
    @ParameterizedTest
    @CsvSource({
        "1adfc8bfe1d35616e64dffbd900096f23b066f914c8c2ffbb66f6075b96e116d,"
                + "b32675b221f08593213737bef8240e7c15228b07028e19595294678c90d11c0c"
                + "ae80a357331bfc5cc9fb71081464e6e75013517c2cf067ad566a6b7b728e5d03,"
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "6ed32739ff04a6074044ff0b0e3bfc7c856bc9d5f1d25efc57363bda0af3a8b0,d4209ad10d5aff6bfbc009d7e924795de138a63515efc7afc6b01b7fe5201372"
                + "190374886a70207b042294af5bd64ce725cd8dceb344e6d11c09d1aaaf4d660f,"
                + "b26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d",
        "28e11f427b82b9a625ee7ac89a7d29326b505f2dc11dd88c1245f83b6da79a85,7beb282184baadd08f166f16dd683b39cab53816ed81e6955def951cb2ddad1e"
                + "c184e206746fd82bda075af03711d3d5658fc84a76196b0fa8d1ebc92ef9f30b,"
                + "b05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2",
        "1adfc8bfe1d35616e64dffbd900096f23b066f914c8c2ffbb66f6075b96e116d,"
                + "9b6f41540c9b95b4b7b281c3042fa9c54cef43c842d62ea3fd6030fcb66e70b3"
                + "e80d49d44c29d1635da9348d02ec93f3ed1ef227dfb59a07b580095c2b82f80f,"
                + "9d16ca518aa0c2b707f2b2a609edeca73bca8dd59817a633f35574ac6fd80d00",
        "6ed32739ff04a6074044ff0b0e3bfc7c856bc9d5f1d25efc57363bda0af3a8b0,305aaa3ac25e98f651427688b3fc43fe7d8a68a7ec1d7d61c61517c519bd4a42"
                + "7c3015599d83ca28b4c652333920223844ef0725eb5dc2febfd6af7677b73f01,"
                + "d0852a29b460fc92ec943242ac638a053bbacc200512b18b30d15083cbdc9282",
        "28e11f427b82b9a625ee7ac89a7d29326b505f2dc11dd88c1245f83b6da79a85,ee3c7644fd8070532bc1fde3d70d742267da545d8c8f03e63bda63f1ad4214f4"
                + "d2c4bfdb4eb9526def42deeb7e31602a6ff99eba893e0a4ad4d45892ca75e608,"
                + "d2b75e24a189a7f78ca776ba36fc53f6c3e31c32f251f2c524f0a44202f2902d"
    })
    @DisplayName("Cryptosign: the six vectors of the specification")
    void cryptosignVectors(String key, String signature, String message) {
        byte[] challenge = HexFormat.of().parseHex(message);
        assertTrue(CryptosignMethod.signed(key, signature + message, challenge));
        assertTrue(CryptosignMethod.signed(key, signature, challenge));
        assertFalse(CryptosignMethod.signed(key, signature.replace('b', 'c') + message, challenge));
        assertFalse(CryptosignMethod.signed(key, signature + "00".repeat(32), challenge));
        assertFalse(CryptosignMethod.signed("22".repeat(32), signature + message, challenge));
        assertFalse(CryptosignMethod.signed(key, "no hex", challenge));
    }

    @Test
    @DisplayName("Cryptosign: who has the key is known by it, and needs no name")
    void cryptosign() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String key = HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length);
        rig.principals = List.of(Principal.withKeys("device7", "device", key));
        rig.extra = Dict.of("pubkey", key.toUpperCase(Locale.ROOT));
        Step step = rig.opens("cryptosign");
        String challenge = DoorRig.challenge(step).string("challenge").orElseThrow();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(HexFormat.of().parseHex(challenge));
        String signature = HexFormat.of().formatHex(signer.sign());
        assertEquals(
                "device7",
                DoorRig.admitted(DoorRig.answer(step, signature + challenge)).authid());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens("cryptosign"), signature + challenge)));
    }

    @Test
    @DisplayName("whom the gate knows needs no challenge, unless it wants to be somebody else")
    void caller() throws Exception {
        rig.caller = new Caller("ann", Set.of("clerk"), Map.of(), Optional.of(Instant.MAX));
        for (String[] methods : List.of(new String[] {}, new String[] {"ticket"}, new String[] {"anonymous"})) {
            Identity ann = DoorRig.admitted(rig.opens(methods));
            assertEquals("ann", ann.authid());
            assertEquals("clerk", ann.authrole());
            assertEquals(rig.caller, ann.caller());
        }
        rig.authid = Optional.of("joe");
        assertInstanceOf(Step.Challenge.class, rig.opens("ticket"));
    }

    @Test
    @DisplayName("who has authenticated once is known again in the same HTTP session")
    void cookie() throws Exception {
        rig.principals = List.of(Principal.withSecret("joe", "frontend", "s3cret"));
        rig.httpSession = Optional.of(DoorRig.session());
        rig.authid = Optional.of("joe");
        assertInstanceOf(Step.Challenge.class, rig.opens("cookie", "ticket"));
        DoorRig.answer(rig.opens("cookie", "ticket"), "wrong");
        assertInstanceOf(Step.Challenge.class, rig.opens("cookie", "ticket"), "it has proved nothing");
        DoorRig.admitted(DoorRig.answer(rig.opens("ticket"), "s3cret"));
        Identity joe = DoorRig.admitted(rig.opens("cookie", "ticket"));
        assertEquals("joe", joe.authid());
        assertEquals("frontend", joe.authrole());
        assertEquals("cookie", joe.authmethod());
        rig.authid = Optional.of("ann");
        assertInstanceOf(Step.Challenge.class, rig.opens("cookie", "ticket"), "Joe is not Ann");
    }

    /** Knows Eve, and wants a code of her. */
    private static final class Directory implements Authenticator {
        @Override
        public Optional<Principal> redeem(Login login, String ticket) {
            if (ticket.equals("broken")) {
                throw new IllegalStateException("The directory is down.");
            }
            return ticket.equals("open sesame") ? Optional.of(Principal.of("eve", "guest")) : Optional.empty();
        }

        @Override
        public Optional<Predicate<String>> secondFactor(Login login, Member member) {
            return Optional.of("123456"::equals);
        }
    }

    @Test
    @DisplayName("a bean knows people, and may want a second proof; what it throws keeps people out")
    void bean() throws Exception {
        rig.beans = List.of(new Directory());
        Step second = DoorRig.answer(rig.opens("ticket"), "open sesame");
        assertEquals(2L, DoorRig.challenge(second).members().get("factor"));
        assertEquals("eve", DoorRig.admitted(DoorRig.answer(second, "123456")).authid());
        assertEquals(DENIED, DoorRig.denied(DoorRig.answer(DoorRig.answer(rig.opens("ticket"), "open sesame"), "1")));
        assertEquals("wamp.error.authentication_failed", DoorRig.denied(DoorRig.answer(rig.opens("ticket"), "broken")));
    }

    @Test
    @DisplayName("who fails too often has to wait, and nobody else has")
    void attempts() throws ProtocolViolation {
        rig.principals = List.of(Principal.withSecret("joe", "frontend", "s3cret"));
        rig.attempts = 3;
        rig.authid = Optional.of("joe");
        for (int i = 0; i < 3; i++) {
            assertEquals(DENIED, DoorRig.denied(DoorRig.answer(rig.opens("ticket"), "guess" + i)));
        }
        assertEquals(DENIED, DoorRig.denied(rig.opens("ticket")));
        rig.origin = "192.0.2.2";
        assertEquals(
                "joe",
                DoorRig.admitted(DoorRig.answer(rig.opens("ticket"), "s3cret")).authid());
    }
}
