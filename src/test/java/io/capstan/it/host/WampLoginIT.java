package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Wamp;
import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.NamedTokens;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How clients of WAMP prove who they are. */
@ExtendWith(ArquillianExtension.class)
class WampLoginIT {
    private static final Map<String, Object> NONE = Map.of();
    private static final String DEVICE = "4d57d97a68f555696620a6d849c0ce582568518d729eb753dc7c732de2804510";
    private static final String DEVICE_PUBLIC = "1adfc8bfe1d35616e64dffbd900096f23b066f914c8c2ffbb66f6075b96e116d";

    @ArquillianResource
    URL url;

    private URI route;

    /** Knows Eve, who has to show a code too. */
    @ApplicationScoped
    public static class Directory implements Wamp.Authenticator {
        @Override
        public Optional<Wamp.Principal> redeem(Wamp.Login login, String ticket) {
            return ticket.equals("open sesame") ? Optional.of(Wamp.Principal.of("eve", "guest")) : Optional.empty();
        }

        @Override
        public Optional<Predicate<String>> secondFactor(Wamp.Login login, Wamp.Member member) {
            return member.authid().equals("eve") ? Optional.of("123456"::equals) : Optional.empty();
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wamp-login", NamedTokens.class, Directory.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1,closed",
                "capstan.wamp.realm.realm1.auth=caller,wampcra,cryptosign",
                "capstan.wamp.realm.closed.auth=ticket",
                "capstan.wamp.principal.joe.secret=s3cret",
                "capstan.wamp.principal.joe.role=clerk",
                "capstan.wamp.principal.sal.secret=" + derived("secret1"),
                "capstan.wamp.principal.sal.role=clerk",
                "capstan.wamp.principal.sal.salt=salt123",
                "capstan.wamp.principal.sal.iterations=100",
                "capstan.wamp.principal.sal.keylen=16",
                "capstan.wamp.principal.device.role=device",
                "capstan.wamp.principal.device.pubkey=" + DEVICE_PUBLIC);
    }

    @BeforeEach
    void prepare() throws Exception {
        route = url.toURI().resolve("wamp");
    }

    private static String derived(String secret) {
        try {
            byte[] salt = "salt123".getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, 100, 16 * 8))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WampSocket hello(WampSocket client, String realm, String authid, String method, Object extra) {
        return client.send(
                1,
                realm,
                Map.of(
                        "roles",
                        Map.of("caller", NONE),
                        "authid",
                        authid,
                        "authmethods",
                        List.of(method),
                        "authextra",
                        extra));
    }

    private WampSocket hello(String realm, String authid, String method) {
        return hello(WampSocket.connect(route, Protocol.JSON), realm, authid, method, NONE);
    }

    private static String text(WampMessage.Welcome welcome, String detail) {
        return (String) welcome.details().members().get(detail);
    }

    private static String hmac(String key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("a client answers a challenge of WAMP-CRA with the key that it derives")
    void cra() throws Exception {
        try (WampSocket sal = hello("realm1", "sal", "wampcra")) {
            WampMessage.Challenge challenge = sal.await(WampMessage.Challenge.class);
            assertEquals("salt123", challenge.extra().string("salt").orElseThrow());
            String signature = hmac(
                    derived("secret1"), challenge.extra().string("challenge").orElseThrow());
            WampMessage.Welcome welcome = sal.send(5, signature, NONE).await(WampMessage.Welcome.class);
            assertEquals("sal", text(welcome, "authid"));
            assertEquals("clerk", text(welcome, "authrole"));
            assertEquals("wampcra", text(welcome, "authmethod"));
        }
    }

    @Test
    @DisplayName("a client signs a challenge with its private key")
    void cryptosign() throws Exception {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(
                        NamedParameterSpec.ED25519, HexFormat.of().parseHex(DEVICE)));
        Map<String, String> extra = Map.of("pubkey", DEVICE_PUBLIC);
        try (WampSocket device =
                hello(WampSocket.connect(route, Protocol.JSON), "realm1", "device", "cryptosign", extra)) {
            String challenge = device.await(WampMessage.Challenge.class)
                    .extra()
                    .string("challenge")
                    .orElseThrow();
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(HexFormat.of().parseHex(challenge));
            device.send(5, HexFormat.of().formatHex(signer.sign()) + challenge, NONE);
            assertEquals("device", text(device.await(WampMessage.Welcome.class), "authrole"));
        }
    }

    @Test
    @DisplayName("a wrong secret and an unknown name get the same answer")
    void denied() {
        for (String name : List.of("joe", "nobody")) {
            try (WampSocket client = hello("closed", name, "ticket")) {
                client.await(WampMessage.Challenge.class);
                WampMessage.Abort abort = client.send(5, "wrong", NONE).await(WampMessage.Abort.class);
                assertEquals("wamp.error.authentication_denied", abort.reason());
                assertEquals(1000, client.awaitClose().code());
            }
        }
        try (WampSocket anonymous = hello("closed", "", "anonymous")) {
            assertEquals(
                    "wamp.error.authentication_required",
                    anonymous.await(WampMessage.Abort.class).reason());
        }
    }

    @Test
    @DisplayName("a token is a ticket, and a bean may want a second proof")
    void beans() {
        try (WampSocket ada = hello("closed", "", "ticket");
                WampSocket eve = hello("closed", "", "ticket")) {
            ada.await(WampMessage.Challenge.class);
            WampMessage.Welcome welcome = ada.send(5, "token-of-ada", NONE).await(WampMessage.Welcome.class);
            assertEquals("ada", text(welcome, "authid"));
            assertEquals("clerk", text(welcome, "authrole"));
            eve.await(WampMessage.Challenge.class);
            eve.send(5, "open sesame", NONE).await(WampMessage.Challenge.class);
            assertEquals("eve", text(eve.send(5, "123456", NONE).await(WampMessage.Welcome.class), "authid"));
        }
    }

    @Test
    @DisplayName("whom the gate knows by a token of its handshake is welcome without a challenge")
    void gate() {
        JdkWebSocket socket = JdkWebSocket.connect(route, "wamp.2.json", "auth-token-token-of-ada");
        try (socket) {
            socket.send("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
            String welcome = socket.awaitText();
            assertTrue(welcome.startsWith("[2,") && welcome.contains("\"authid\":\"ada\""), welcome);
        }
    }
}
