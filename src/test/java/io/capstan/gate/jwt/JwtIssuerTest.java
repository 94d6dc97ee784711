package io.capstan.gate.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JwtIssuerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Caller ADA = new Caller("ada", Set.of("editor"), Map.of("tenant", "north"), Optional.empty());

    private final JwtIssuer issuer = new JwtIssuer();

    private JwtOptions begin(Map<String, String> settings) {
        JwtOptions options = Keys.options(settings);
        issuer.begin(options, Set.of("editor", "clerk"));
        return options;
    }

    private static HttpServletRequest login(@Nullable String name) {
        Principal principal = name == null ? null : () -> name;
        return (HttpServletRequest) Proxy.newProxyInstance(
                JwtIssuerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getUserPrincipal" -> principal;
                    case "isUserInRole" -> arguments[0].equals("clerk");
                    default -> throw new AssertionError(called.getName());
                });
    }

    private static void assertSame(Caller expected, JwtOptions options, String token) throws Exception {
        Caller read = options.verifier().orElseThrow().verify(token).orElseThrow();
        assertEquals(expected.name(), read.name());
        assertEquals(expected.roles(), read.roles());
        expected.claims()
                .forEach((claim, value) -> assertEquals(value, read.claims().get(claim)));
    }

    @Test
    @DisplayName("PAR-076 a token that was issued is verified by the same configuration: HS, RS, ES, EdDSA")
    void roundTrip() throws Exception {
        List<Map<String, String>> all = List.of(
                Map.of("capstan.jwt.secret", Keys.SECRET),
                Map.of("capstan.jwt.secret", Keys.SECRET, "capstan.jwt.algorithms", "HS512"),
                pair(Keys.pem(Keys.RSA.getPublic()), Keys.pem(Keys.RSA.getPrivate())),
                pair(Keys.pem(Keys.EC.getPublic()), Keys.pem(Keys.EC.getPrivate())),
                pair(Keys.pem(Keys.ED.getPublic()), Keys.pem(Keys.ED.getPrivate())));
        for (Map<String, String> settings : all) {
            JwtOptions options = begin(settings);
            assertSame(ADA, options, issuer.issue(ADA, MINUTE));
        }
    }

    @Test
    @DisplayName("a random secret is another one at each start")
    void random() throws Exception {
        Map<String, String> settings = Map.of("capstan.jwt.secret", "random", "capstan.jwt.algorithms", "HS512");
        begin(settings);
        String before = issuer.issue(ADA, MINUTE);
        JwtOptions options = begin(settings);

        assertSame(ADA, options, issuer.issue(ADA, MINUTE));
        TokenVerifier verifier = options.verifier().orElseThrow();
        assertThrows(InvalidTokenException.class, () -> verifier.verify(before));
    }

    private static Map<String, String> pair(String publicKey, String privateKey) {
        return Map.of(
                "capstan.jwt.key", publicKey,
                "capstan.jwt.signing-key", privateKey,
                "capstan.jwt.issuer", "https://own",
                "capstan.jwt.audience", "chat,shop",
                "capstan.jwt.name-claim", "email,sub",
                "capstan.jwt.roles-claim", "roles");
    }

    @Test
    @DisplayName("PAR-076 another library reads it: issuer, audience, subject, and a short life")
    void form() throws Exception {
        begin(pair(Keys.pem(Keys.RSA.getPublic()), Keys.pem(Keys.RSA.getPrivate())));
        SignedJWT token = SignedJWT.parse(issuer.issue(ADA, MINUTE));
        assertTrue(token.verify(new RSASSAVerifier((RSAPublicKey) Keys.RSA.getPublic())));
        var claims = token.getJWTClaimsSet();
        assertEquals("https://own", claims.getIssuer());
        assertEquals(List.of("chat"), claims.getAudience());
        assertEquals("ada", claims.getSubject());
        assertEquals("ada", claims.getClaim("email"));
        assertEquals(List.of("editor"), claims.getClaim("roles"));
        long lives =
                claims.getExpirationTime().getTime() - claims.getIssueTime().getTime();
        assertEquals(60_000, lives);
    }

    @Test
    @DisplayName("a token lives no longer than its caller")
    void expiry() throws Exception {
        begin(Map.of("capstan.jwt.secret", Keys.SECRET));
        Instant soon = Instant.now().plusSeconds(20);
        Caller brief = new Caller("ada", Set.of(), Map.of(), Optional.of(soon));
        long expires = SignedJWT.parse(issuer.issue(brief, MINUTE))
                .getJWTClaimsSet()
                .getExpirationTime()
                .getTime();
        assertEquals(soon.getEpochSecond(), expires / 1000);
    }

    @Test
    @DisplayName("PAR-076 whoever is logged in to the container gets a token with the roles that are asked for")
    void loggedIn() throws Exception {
        JwtOptions options = begin(Map.of("capstan.jwt.secret", Keys.SECRET));
        assertSame(Caller.of("bob", "clerk"), options, issuer.issue(login("bob"), MINUTE));
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(login(null), MINUTE));
    }

    @Test
    @DisplayName("without a key, a name or a time there is no token, and the message says what to do")
    void refused() {
        begin(Map.of());
        String message = assertThrows(IllegalStateException.class, () -> issuer.issue(ADA, MINUTE))
                .getMessage();
        assertTrue(message.contains("capstan.jwt.secret"), message);
        begin(Map.of("capstan.jwt.secret", Keys.SECRET));
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(Caller.ANONYMOUS, MINUTE));
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(ADA, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(ADA, Duration.ofSeconds(-1)));
    }
}
