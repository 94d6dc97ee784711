package io.capstan.gate.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {

    private static TokenVerifier verifier(String... settings) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            texts.put(settings[i], settings[i + 1]);
        }
        return Keys.options(texts).verifier().orElseThrow();
    }

    private static TokenVerifier of(KeyPair pair, String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "capstan.jwt.key";
        settings[1] = Keys.pem(pair.getPublic());
        System.arraycopy(more, 0, settings, 2, more.length);
        return verifier(settings);
    }

    private static Caller accept(TokenVerifier verifier, String token) throws InvalidTokenException {
        return verifier.verify(token).orElseThrow();
    }

    private static String refuse(TokenVerifier verifier, String token) {
        String message = assertThrows(InvalidTokenException.class, () -> verifier.verify(token))
                .getMessage();
        assertFalse(message.contains(token.length() > 8 ? token.substring(0, 8) : token), message);
        return message;
    }

    private static String rsa(JWTClaimsSet.Builder claims) {
        return Keys.rsa(Keys.RSA, "RS256", claims.build());
    }

    @Test
    @DisplayName("PAR-075 tokens of the families RS, PS, ES, HS and of EdDSA are verified")
    void families() throws InvalidTokenException {
        JWTClaimsSet claims = Keys.ada().build();
        for (String algorithm : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
            assertEquals(
                    "ada",
                    accept(of(Keys.RSA), Keys.rsa(Keys.RSA, algorithm, claims)).name());
        }
        assertEquals(
                "ada", accept(of(Keys.EC), Keys.ec(Keys.EC, "ES256", claims)).name());
        assertEquals(
                "ada",
                accept(of(Keys.EC_384), Keys.ec(Keys.EC_384, "ES384", claims)).name());
        assertEquals(
                "ada",
                accept(of(Keys.EC_521), Keys.ec(Keys.EC_521, "ES512", claims)).name());
        assertEquals("ada", accept(of(Keys.ED), Keys.ed(Keys.ED, claims)).name());
        for (String algorithm : List.of("HS256", "HS384", "HS512")) {
            String token = Keys.hs(Keys.SECRET.getBytes(StandardCharsets.UTF_8), algorithm, claims);
            assertEquals(
                    "ada",
                    accept(verifier("capstan.jwt.secret", Keys.SECRET), token).name());
        }
    }

    @Test
    @DisplayName("PAR-071 a token gives the caller: name, roles, claims, and the expiry with the skew")
    void caller() throws InvalidTokenException {
        JWTClaimsSet claims = Keys.ada().claim("tenant", "north").build();
        Caller caller = accept(of(Keys.RSA), Keys.rsa(Keys.RSA, "RS256", claims));
        assertEquals("ada", caller.name());
        assertEquals(Set.of("editor", "clerk"), caller.roles());
        assertEquals("north", caller.claims().get("tenant"));
        List<?> groups = (List<?>) caller.claims().get("groups");
        assertThrows(UnsupportedOperationException.class, groups::clear, "what is inside of claims is frozen too");
        Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime().getTime() / 1000);
        assertEquals(Optional.of(expiry.plusSeconds(30)), caller.expiry());
    }

    @Test
    @DisplayName(
            "the name comes from upn, preferred_username or sub, the roles from groups, or from what is configured")
    void claims() throws InvalidTokenException {
        TokenVerifier usual = of(Keys.RSA);
        assertEquals(
                "b",
                accept(usual, rsa(Keys.ada().claim("preferred_username", "b"))).name());
        assertEquals(
                "a",
                accept(usual, rsa(Keys.ada().claim("preferred_username", "b").claim("upn", "a")))
                        .name());
        assertEquals(
                "ada", accept(usual, rsa(Keys.ada().claim("upn", List.of(1)))).name(), "of another kind");
        TokenVerifier own =
                of(Keys.RSA, "capstan.jwt.name-claim", "email", "capstan.jwt.roles-claim", "realm_access.roles");
        JWTClaimsSet.Builder keycloak =
                Keys.ada().claim("email", "a@a.example").claim("realm_access", Map.of("roles", List.of("x", 7)));
        assertEquals("a@a.example", accept(own, rsa(keycloak)).name());
        assertEquals(Set.of("x"), accept(own, rsa(keycloak)).roles());
        assertEquals("The token names nobody.", refuse(own, rsa(Keys.ada())));
        TokenVerifier scopes = of(Keys.RSA, "capstan.jwt.roles-claim", "scope");
        assertEquals(
                Set.of("read", "write"),
                accept(scopes, rsa(Keys.ada().claim("scope", "read write"))).roles());
        assertEquals(Set.of(), accept(scopes, rsa(Keys.ada().claim("scope", 7))).roles());
    }

    @Test
    @DisplayName("PAR-075 exp, nbf, iss and aud are checked, with a skew, and exp has to be there")
    void times() throws InvalidTokenException {
        TokenVerifier verifier = of(Keys.RSA, "capstan.jwt.issuer", "https://id", "capstan.jwt.audience", "chat, shop");
        JWTClaimsSet.Builder right = Keys.ada().issuer("https://id").audience("shop");
        assertEquals("ada", accept(verifier, rsa(right)).name());
        assertEquals(
                "ada", accept(verifier, rsa(right.expirationTime(Keys.in(-20)))).name(), "within the skew");
        assertEquals("The token has expired.", refuse(verifier, rsa(right.expirationTime(Keys.in(-40)))));
        assertEquals("The token does not say when it expires.", refuse(verifier, rsa(right.expirationTime(null))));
        right.expirationTime(Keys.in(60));
        assertEquals(
                "ada", accept(verifier, rsa(right.notBeforeTime(Keys.in(20)))).name(), "within the skew");
        assertEquals("The token is not valid yet.", refuse(verifier, rsa(right.notBeforeTime(Keys.in(50)))));
        right.notBeforeTime(null);
        assertEquals("The token comes from somebody else.", refuse(verifier, rsa(right.issuer("https://other"))));
        assertEquals("The token comes from somebody else.", refuse(verifier, rsa(right.issuer(null))));
        right.issuer("https://id");
        assertEquals("The token was made for somebody else.", refuse(verifier, rsa(right.audience("other"))));
        assertEquals("The token was made for somebody else.", refuse(verifier, rsa(right.audience(List.of()))));
        TokenVerifier patient = of(Keys.RSA, "capstan.jwt.require-expiry", "false", "capstan.jwt.skew", "0");
        assertEquals(
                Optional.empty(),
                accept(patient, rsa(Keys.ada().expirationTime(null))).expiry());
        assertEquals("The token has expired.", refuse(patient, rsa(Keys.ada().expirationTime(Keys.in(-2)))));
    }

    @Test
    @DisplayName("PAR-075 a token without a signature is refused, whatever it says of its algorithm")
    void none() {
        TokenVerifier verifier = of(Keys.RSA);
        String claims = Keys.part(Keys.ada().build().toString());
        for (String algorithm : List.of("none", "None", "NONE", "nOnE", "", "RS256")) {
            String header = Keys.part("{\"alg\":\"" + algorithm + "\"}");
            assertEquals("The token is not valid.", refuse(verifier, header + "." + claims + "."));
        }
        assertEquals("The token is not valid.", refuse(verifier, Keys.part("{}") + "." + claims + "."));
        assertEquals("The token is not valid.", refuse(verifier, Keys.part("{\"alg\":null}") + "." + claims + ".AA"));
    }

    @Test
    @DisplayName("PAR-075 a public key is no secret: a token signed with it by HS256 is refused")
    void confusion() {
        TokenVerifier verifier = of(Keys.RSA);
        JWTClaimsSet claims = Keys.ada().build();
        byte[] pem = Keys.pem(Keys.RSA.getPublic()).getBytes(StandardCharsets.UTF_8);
        assertEquals("The token is not valid.", refuse(verifier, Keys.hs(pem, "HS256", claims)));
        byte[] der = Keys.RSA.getPublic().getEncoded();
        assertEquals("The token is not valid.", refuse(verifier, Keys.hs(der, "HS256", claims)));
        TokenVerifier both = of(Keys.RSA, "capstan.jwt.secret", Keys.SECRET);
        assertEquals("The token is not valid.", refuse(both, Keys.hs(pem, "HS256", claims)), "with a secret beside it");
    }

    @Test
    @DisplayName("PAR-075 another key, a changed claim and an algorithm that is not on the list are refused")
    void others() throws InvalidTokenException {
        JWTClaimsSet claims = Keys.ada().build();
        assertEquals("The token is not valid.", refuse(of(Keys.RSA), Keys.rsa(Keys.OTHER_RSA, "RS256", claims)));
        assertEquals("The token is not valid.", refuse(of(Keys.ED), Keys.ed(Keys.OTHER_ED, claims)));
        String[] parts = Keys.rsa(Keys.RSA, "RS256", claims).split("\\.");
        String root = Keys.part(Keys.ada().subject("root").build().toString());
        assertEquals("The token is not valid.", refuse(of(Keys.RSA), parts[0] + "." + root + "." + parts[2]));
        TokenVerifier only = of(Keys.RSA, "capstan.jwt.algorithms", "PS256");
        assertEquals("The token is not valid.", refuse(only, Keys.rsa(Keys.RSA, "RS256", claims)));
        assertEquals("ada", accept(only, Keys.rsa(Keys.RSA, "PS256", claims)).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":{\"alg\":\"RS256\"}}",
                "{\"alg\":7}",
                "{\"alg\":\"RS256\",\"kid\":[]}",
                "{\"alg\":\"RS256\",\"kid\":\"../../key\"}",
                "{\"alg\":\"RS256\",\"cty\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"PBES2-HS256+A128KW\",\"p2c\":2147483647}",
                "[]",
                "null",
                "\"\"",
                "{",
                "\u0000",
            })
    @DisplayName("a header of any kind is refused, and nothing else happens")
    void headers(String header) {
        assertEquals("The token is not valid.", refuse(of(Keys.RSA), Keys.part(header) + ".e30.AAAA"));
    }

    @Test
    @DisplayName("deep nesting, odd claims and random texts are refused or not known, and never throw anything else")
    void hostile() throws InvalidTokenException {
        TokenVerifier verifier = of(Keys.RSA, "capstan.jwt.max-bytes", "1000000");
        refuse(verifier, Keys.part("[".repeat(300_000)) + ".e30.AA");
        refuse(verifier, Keys.part("{\"a\":".repeat(100_000)) + ".e30.AA");
        refuse(verifier, rsaPayload("{\"exp\":1e400,\"sub\":\"a\"}"));
        refuse(verifier, rsaPayload("{\"exp\":\"soon\",\"sub\":\"a\"}"));
        refuse(verifier, rsaPayload("{\"exp\":99999999999999999999,\"sub\":\"a\"}"));
        refuse(verifier, rsaPayload("{\"exp\":9223372036854775807,\"sub\":\"a\"}"));
        refuse(verifier, rsaPayload("{\"exp\":4000000000,\"sub\":{}}"));
        refuse(verifier, rsaPayload("[]"));
        refuse(verifier, rsaPayload("not json"));
        assertEquals(
                "ada",
                accept(verifier, rsaPayload("{\"exp\":4000000000,\"sub\":\"ada\",\"x\":null}"))
                        .name());
        for (String text : List.of("", ".", "..", "a", "a.b", "a.b.c.d.e", "ä.ö.ü", "a b.c.d", "\u0000", "🙂.🙂.🙂")) {
            assertEquals(Optional.empty(), verifier.verify(text), "not one of these at all");
        }
        Random random = new Random(7);
        String right = rsa(Keys.ada());
        for (int i = 0; i < 2_000; i++) {
            char[] changed = right.toCharArray();
            int at = random.nextInt(right.lastIndexOf('.') - 1);
            changed[at] = (char) random.nextInt(256);
            String token = new String(changed);
            if (!token.equals(right)) {
                try {
                    assertTrue(verifier.verify(token).isEmpty(), token);
                } catch (InvalidTokenException expected) {
                    continue;
                }
            }
        }
    }

    private static String rsaPayload(String payload) {
        String input = Keys.part("{\"alg\":\"RS256\"}") + "." + Keys.part(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(Keys.RSA.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("a token that is longer than allowed is refused without a look")
    void length() {
        assertEquals("The token is too long.", refuse(of(Keys.RSA), "a".repeat(8193)));
        assertEquals(
                "The token is too long.", refuse(of(Keys.RSA), rsa(Keys.ada().claim("much", "x".repeat(8000)))));
    }
}
