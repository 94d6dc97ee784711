package io.capstan.gate.jwt;

import io.capstan.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jose4j.jwk.JsonWebKey;

/** Reads the keys of the configuration. What is wrong with one becomes a fault, in which no key is shown. Used once. */
final class KeySettings {
    private static final String PUBLIC =
            "a public key: PEM (PUBLIC KEY or CERTIFICATE), a JWK or a set of them; this cannot be used: ";
    private static final String PRIVATE = "one private key: PEM (PRIVATE KEY) or a JWK; this cannot be used: ";
    private static final List<String> OWN =
            List.of("capstan.jwt.key", "capstan.jwt.key-file", "capstan.jwt.jwks-url", "capstan.jwt.secret");
    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String NOT_SET = "NONE"; // the default of MicroProfile JWT

    private final Settings settings;
    private final List<JsonWebKey> keys = new ArrayList<>();
    private Optional<URI> address = Optional.empty();
    private Optional<SecretKey> secret = Optional.empty();

    KeySettings(Settings settings) {
        this.settings = settings;
        inline("capstan.jwt.key");
        settings.text("capstan.jwt.key-file").ifPresent(path -> add("capstan.jwt.key-file", file(path)));
        settings.text("capstan.jwt.jwks-url").ifPresent(url -> fetch("capstan.jwt.jwks-url", url));
        settings.text("capstan.jwt.secret").ifPresent(this::secret);
        boolean own = OWN.stream().anyMatch(key -> settings.text(key).isPresent());
        if (!own) {
            inline("mp.jwt.verify.publickey");
            settings.text(LOCATION).filter(place -> !place.equals(NOT_SET)).ifPresent(this::location);
        }
    }

    /** The keys that are known from the beginning. */
    List<JsonWebKey> keys() {
        return List.copyOf(keys);
    }

    /** Where more keys are. */
    Optional<Remote> remote() {
        Duration timeout = settings.duration("capstan.jwt.jwks-timeout", Duration.ofSeconds(5), Duration.ofMillis(100));
        Duration fresh = settings.duration("capstan.jwt.jwks-cache", Duration.ofMinutes(10), Duration.ofSeconds(1));
        Duration pause = settings.duration("capstan.jwt.jwks-pause", Duration.ofSeconds(10), Duration.ofSeconds(1));
        return address.map(place -> new Remote(place, timeout, fresh, pause));
    }

    /** The key to sign with: one of its own, else the secret. */
    Optional<SigningKey> signing() {
        Optional<SigningKey> own = settings.text("capstan.jwt.signing-key")
                .flatMap(text -> read("capstan.jwt.signing-key", true, PRIVATE, text, KeyTexts::toSign));
        Optional<SigningKey> filed = settings.text("capstan.jwt.signing-key-file")
                .flatMap(path -> read("capstan.jwt.signing-key-file", false, PRIVATE, file(path), KeyTexts::toSign));
        return own.or(() -> filed).or(() -> secret.map(key -> new SigningKey(key, Optional.empty())));
    }

    /** The text of a file; empty if it cannot be read. */
    private static String file(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private void inline(String key) {
        settings.text(key)
                .filter(text -> !text.equals(NOT_SET))
                .flatMap(text -> read(key, true, PUBLIC, text, KeyTexts::toVerify))
                .ifPresent(keys::addAll);
    }

    private void add(String key, String text) {
        read(key, false, PUBLIC, text, KeyTexts::toVerify).ifPresent(keys::addAll);
    }

    private <T> Optional<T> read(String key, boolean hidden, String allowed, String text, Function<String, T> reader) {
        try {
            if (text.isBlank()) {
                throw new IllegalArgumentException("there is nothing that can be read");
            }
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            if (hidden) {
                settings.hiddenFault(key, allowed + e.getMessage());
            } else {
                settings.fault(key, "the path of a file with " + allowed + e.getMessage());
            }
            return Optional.empty();
        }
    }

    private void secret(String text) {
        SecretKey found = KeyTexts.secret(text);
        if (Algorithms.of(found).isEmpty()) {
            settings.hiddenFault(
                    "capstan.jwt.secret",
                    "at least 32 bytes for HS256, 48 for HS384 and 64 for HS512, at random; or the word random");
        } else {
            secret = Optional.of(found);
            keys.add(KeyTexts.jwk(found));
        }
    }

    private void fetch(String key, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                address = Optional.of(uri);
                return;
            }
        } catch (IllegalArgumentException noUri) {
            address = Optional.empty();
        }
        settings.fault(key, "an address that begins with https:// or http://");
    }

    /** A place as MicroProfile JWT has it (§9.2.1): an address, a file, or something on the class path. */
    private void location(String place) {
        if (place.startsWith("http:") || place.startsWith("https:")) {
            fetch(LOCATION, place);
        } else if (place.startsWith("file:")) {
            add(LOCATION, file(place.replaceFirst("^file:(//)?", "")));
        } else {
            add(LOCATION, resource(place.replaceFirst("^(classpath:)?/?", "")));
        }
    }

    private static String resource(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = application == null ? KeySettings.class.getClassLoader() : application;
        try (InputStream text = loader.getResourceAsStream(name)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
