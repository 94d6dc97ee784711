package io.capstan.gate.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys that a provider publishes. */
class RemoteKeysTest {
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private HttpServer server;
    private volatile int status = 200;
    private volatile byte[] body = new byte[0];

    private final RemoteKeys keys = new RemoteKeys(
            "test",
            () -> {
                fetches.incrementAndGet();
                if (status != 200) {
                    throw new IOException("away");
                }
                return new String(body, StandardCharsets.UTF_8);
            },
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            now::get);
    private final TokenVerifier verifier = new JwtVerifier(
            Keys.options(Map.of("capstan.jwt.jwks-url", "https://id.example")).rules(), keys);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/keys");
            exchange.sendResponseHeaders(status, body.length);
            try (var output = exchange.getResponseBody()) {
                output.write(body);
            } catch (IOException clientLeft) {
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/keys";
    }

    private void publish(JWK... published) {
        body = new JWKSet(List.of(published)).toString(false).getBytes(StandardCharsets.UTF_8);
    }

    private static JWK jwk(KeyPair pair, String kid) {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(kid).build();
    }

    private static String token(KeyPair pair, String kid) {
        return Keys.rsa(pair, kid, "RS256", Keys.ada().build());
    }

    private void accept(String token) {
        try {
            assertEquals("ada", verifier.verify(token).orElseThrow().name());
        } catch (InvalidTokenException e) {
            throw new AssertionError(e);
        }
    }

    private void refuse(String token) {
        assertThrows(InvalidTokenException.class, () -> verifier.verify(token));
    }

    @Test
    @DisplayName("PAR-075 keys are fetched with the first token and kept; a new key is found when a token names it")
    void rotation() {
        publish(jwk(Keys.RSA, "1"));
        assertEquals(0, fetches.get());
        accept(token(Keys.RSA, "1"));
        accept(token(Keys.RSA, "1"));
        assertEquals(1, fetches.get());
        publish(jwk(Keys.RSA, "1"), jwk(Keys.OTHER_RSA, "2"));
        refuse(token(Keys.OTHER_RSA, "2"));
        assertEquals(1, fetches.get(), "not so soon");
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        accept(token(Keys.OTHER_RSA, "2"));
        assertEquals(2, fetches.get());
    }

    @Test
    @DisplayName("however many tokens name unknown keys, keys are fetched once in a while")
    void rate() {
        publish(jwk(Keys.RSA, "1"));
        accept(token(Keys.RSA, "1"));
        for (int i = 0; i < 200; i++) {
            refuse(token(Keys.OTHER_RSA, "unknown-" + i % 3));
            now.addAndGet(Duration.ofMillis(200).toNanos()); // 40 s in all
        }
        assertEquals(true, fetches.get() <= 5, fetches + " fetches");
    }

    @Test
    @DisplayName("old keys are fetched anew, a withdrawn one is gone then, and the last ones hold while nobody answers")
    void freshness() {
        publish(jwk(Keys.RSA, "1"));
        accept(token(Keys.RSA, "1"));
        status = 503;
        now.addAndGet(Duration.ofMinutes(11).toNanos());
        accept(token(Keys.RSA, "1"));
        assertEquals(2, fetches.get());
        accept(token(Keys.RSA, "1"));
        assertEquals(2, fetches.get(), "not at each token");
        status = 200;
        publish(jwk(Keys.OTHER_RSA, "1"));
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        refuse(token(Keys.RSA, "1"));
        accept(token(Keys.OTHER_RSA, "1"));
    }

    @Test
    @DisplayName("a provider that has never answered gives invalid tokens, not exceptions, and is asked again later")
    void away() {
        status = 500;
        refuse(token(Keys.RSA, "1"));
        refuse(token(Keys.RSA, "1"));
        assertEquals(1, fetches.get());
        status = 200;
        body = "nonsense".getBytes(StandardCharsets.UTF_8);
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        refuse(token(Keys.RSA, "1"));
        publish(jwk(Keys.RSA, "1"));
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        accept(token(Keys.RSA, "1"));
    }

    @Test
    @DisplayName("PAR-075 a secret among published keys is no key")
    void secret() {
        byte[] secret = Keys.SECRET.getBytes(StandardCharsets.UTF_8);
        publish(new OctetSequenceKey.Builder(secret).keyID("s").build(), jwk(Keys.RSA, "1"));
        accept(token(Keys.RSA, "1"));
        refuse(Keys.hs(secret, "HS256", Keys.ada().build()));
    }

    @Test
    @DisplayName("PAR-075 keys come over HTTP, from one address, within a time and up to a size")
    void download() throws Exception {
        publish(jwk(Keys.RSA, "1"));
        Map<String, String> settings = Map.of("capstan.jwt.jwks-url", url());
        TokenVerifier real = Keys.options(settings).verifier().orElseThrow();
        assertEquals("ada", real.verify(token(Keys.RSA, "1")).orElseThrow().name());
        URI address = URI.create(url());
        for (int other : new int[] {302, 404, 500}) {
            status = other;
            assertThrows(IOException.class, () -> Download.get(address, Duration.ofSeconds(5)));
        }
        status = 200;
        body = new byte[600 * 1024];
        assertThrows(IOException.class, () -> Download.get(address, Duration.ofSeconds(5)));
        server.removeContext("/keys");
        server.createContext("/keys", exchange -> {}); // never answers
        assertThrows(IOException.class, () -> Download.get(address, Duration.ofMillis(200)));
    }
}
