package io.capstan.gate.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.WiringException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtOptionsTest {
    private static final String PUBLIC = Keys.pem(Keys.RSA.getPublic());
    private static final String PRIVATE = Keys.pem(Keys.RSA.getPrivate());
    private static final String TOKEN = Keys.rsa(Keys.RSA, "RS256", Keys.ada().build());

    @TempDir
    Path directory;

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("key"), text).toString();
    }

    private static void assertVerifies(String token, String... settings) {
        Map<String, String> texts = settings.length == 2
                ? Map.of(settings[0], settings[1])
                : Map.of(settings[0], settings[1], settings[2], settings[3]);
        try {
            assertEquals(
                    "ada",
                    Keys.options(texts)
                            .verifier()
                            .orElseThrow()
                            .verify(token)
                            .orElseThrow()
                            .name());
        } catch (InvalidTokenException e) {
            throw new AssertionError(e);
        }
    }

    private static String fault(String... settings) {
        Map<String, String> texts = settings.length == 2
                ? Map.of(settings[0], settings[1])
                : Map.of(settings[0], settings[1], settings[2], settings[3]);
        return assertThrows(WiringException.class, () -> Keys.options(texts)).getMessage();
    }

    @Test
    @DisplayName("without a key there is no verifier and no signer")
    void nothing() {
        assertEquals(Optional.empty(), Keys.options(Map.of()).verifier());
        assertTrue(Keys.options(Map.of()).signer().isEmpty());
        assertTrue(Keys.options(Map.of("capstan.jwt.issuer", "x")).verifier().isEmpty());
    }

    @Test
    @DisplayName("PAR-075 a key is PEM, in lines, on one line or bare, a JWK or a set, in the setting or in a file")
    void forms() throws IOException {
        RSAKey jwk = new RSAKey.Builder((RSAPublicKey) Keys.RSA.getPublic())
                .keyID("1")
                .build();
        String set = new JWKSet(jwk).toString();
        String bare = PUBLIC.replaceAll("-----[^-]+-----|\\s", "");
        for (String key : List.of(PUBLIC, PUBLIC.replace("\n", ""), PUBLIC.replace("\n", "\\n"), bare, set)) {
            assertVerifies(TOKEN, "capstan.jwt.key", key);
            assertVerifies(TOKEN, "capstan.jwt.key-file", file(key));
        }
        assertVerifies(TOKEN, "capstan.jwt.key", jwk.toJSONString());
        String named = Keys.rsa(Keys.RSA, "7", "RS256", Keys.ada().build());
        assertVerifies(named, "capstan.jwt.key", PUBLIC); // a key without an id fits any
        assertVerifies(named, "capstan.jwt.key", Keys.pem(Keys.OTHER_RSA.getPublic()) + PUBLIC);
        byte[] ed = Keys.ED.getPublic().getEncoded();
        String x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(ed, ed.length - 32, ed.length));
        assertVerifies(
                Keys.ed(Keys.ED, Keys.ada().build()),
                "capstan.jwt.key",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}");
        assertVerifies(TOKEN, "capstan.jwt.key", Keys.pem(Keys.OTHER_RSA.getPublic()) + PUBLIC);
        byte[] secret = Keys.SECRET.getBytes(StandardCharsets.UTF_8);
        assertVerifies(
                Keys.hs(secret, "HS256", Keys.ada().build()),
                "capstan.jwt.key-file",
                file(new OctetSequenceKey.Builder(secret).build().toJSONString()));
    }

    @Test
    @DisplayName("PAR-075 the algorithms are those that go with the keys, and others stop the deployment")
    void algorithms() {
        assertEquals(
                Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
                Keys.options(Map.of("capstan.jwt.key", PUBLIC)).rules().algorithms());
        assertEquals(
                Set.of("ES384"),
                Keys.options(Map.of("capstan.jwt.key", Keys.pem(Keys.EC_384.getPublic())))
                        .rules()
                        .algorithms());
        assertEquals(
                Set.of("HS256"),
                Keys.options(Map.of("capstan.jwt.secret", "x".repeat(32)))
                        .rules()
                        .algorithms());
        assertFalse(Keys.options(Map.of("capstan.jwt.jwks-url", "https://id.example/keys"))
                .rules()
                .algorithms()
                .contains("HS256"));
        for (String wrong : List.of("none", "RS256, HS256", "ES256", "rs256")) {
            String message = fault("capstan.jwt.key", PUBLIC, "capstan.jwt.algorithms", wrong);
            assertTrue(message.contains("capstan.jwt.algorithms is '" + wrong + "'; allowed is "), message);
        }
        assertTrue(fault("capstan.jwt.secret", "x".repeat(40), "capstan.jwt.algorithms", "HS512")
                .contains("what goes with the configured keys: HS256."));
    }

    @Test
    @DisplayName("a wrong key stops the deployment, and the message shows no key")
    void faults() throws IOException {
        for (String wrong : List.of(
                "nonsense!",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":7}",
                "AAAA",
                PRIVATE,
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}")) {
            String message = fault("capstan.jwt.key", wrong);
            assertTrue(message.contains("capstan.jwt.key has a value that is not shown; allowed is "), message);
            assertFalse(message.contains(wrong.substring(0, Math.min(40, wrong.length())) + "'"), message);
            String path = file(wrong);
            assertTrue(fault("capstan.jwt.key-file", path)
                    .contains("capstan.jwt.key-file is '" + path + "'; allowed is the path of a file"));
        }
        assertTrue(fault("capstan.jwt.key-file", directory.resolve("missing").toString())
                .contains("there is nothing that can be read"));
        String shortSecret = fault("capstan.jwt.secret", "too short");
        assertTrue(shortSecret.contains("capstan.jwt.secret has a value that is not shown"), shortSecret);
        assertFalse(shortSecret.contains("too short"), shortSecret);
        assertTrue(fault("capstan.jwt.signing-key", PUBLIC).contains("capstan.jwt.signing-key has a value"));
        for (String url : List.of("id.example/keys", "ftp://id.example/keys", "https:///keys", "http://a b")) {
            assertTrue(fault("capstan.jwt.jwks-url", url).contains("capstan.jwt.jwks-url is '" + url + "'; allowed"));
        }
    }

    @Test
    @DisplayName("PAR-075 the keys of MicroProfile JWT count where those of Capstan are not set")
    void microProfile() throws IOException {
        assertVerifies(TOKEN, "mp.jwt.verify.publickey", PUBLIC);
        assertVerifies(TOKEN, "mp.jwt.verify.publickey.location", "file:" + file(PUBLIC));
        assertVerifies(
                TOKEN, "mp.jwt.verify.publickey", Keys.pem(Keys.OTHER_RSA.getPublic()), "capstan.jwt.key", PUBLIC);
        Rules rules = Keys.options(Map.of(
                        "mp.jwt.verify.issuer", "https://id",
                        "mp.jwt.verify.audiences", "a,b",
                        "mp.jwt.verify.clock.skew", "7",
                        "mp.jwt.verify.publickey.algorithm", "RS256",
                        "mp.jwt.verify.publickey", PUBLIC))
                .rules();
        assertEquals(Optional.of("https://id"), rules.issuer());
        assertEquals(List.of("a", "b"), rules.audiences());
        assertEquals(Duration.ofSeconds(7), rules.skew());
        assertEquals(Set.of("RS256"), rules.algorithms());
        Rules own = Keys.options(Map.of(
                        "mp.jwt.verify.issuer", "https://id",
                        "capstan.jwt.issuer", "https://own",
                        "mp.jwt.verify.clock.skew", "7",
                        "capstan.jwt.skew", "9s"))
                .rules();
        assertEquals(Optional.of("https://own"), own.issuer());
        assertEquals(Duration.ofSeconds(9), own.skew());
        assertTrue(fault("mp.jwt.verify.publickey.location", "/META-INF/missing.pem")
                .contains("mp.jwt.verify.publickey.location is '/META-INF/missing.pem'; allowed is "));
        assertTrue(Keys.options(Map.of("mp.jwt.verify.publickey", "NONE"))
                .verifier()
                .isEmpty());
    }
}
