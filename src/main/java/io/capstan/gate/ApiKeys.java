package io.capstan.gate;

import io.capstan.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The keys by which backends authenticate. Only their hashes are kept, and each candidate is compared with all of them in
 * the same time, whatever it has in common with them.
 */
final class ApiKeys {
    private static final String HASHED = "sha256:";
    private static final int HASH_DIGITS = 64;
    private static final int SHORTEST = 16;

    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** The keys that a setting lists; several, so that a new one can be used before the old one ends. */
    static ApiKeys of(Settings settings, String setting) {
        List<byte[]> hashes = new ArrayList<>();
        for (String key : settings.list(setting, List.of())) {
            boolean hashed = key.toLowerCase(Locale.ROOT).startsWith(HASHED);
            String digits = hashed ? key.substring(HASHED.length()) : "";
            if (hashed && digits.matches("[0-9a-fA-F]{" + HASH_DIGITS + "}")) {
                hashes.add(HexFormat.of().parseHex(digits));
            } else if (!hashed && key.length() >= SHORTEST && key.chars().allMatch(c -> c > ' ' && c < 127)) {
                hashes.add(hash(key));
            } else {
                settings.hiddenFault(
                        setting,
                        "a list of keys, each of at least " + SHORTEST
                                + " visible ASCII characters, or sha256: and the " + HASH_DIGITS
                                + " hexadecimal digits of a key's hash");
                return new ApiKeys(List.of());
            }
        }
        return new ApiKeys(List.copyOf(hashes));
    }

    /** Whether there are none. */
    boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** Whether a text is one of them. */
    boolean contains(String candidate) {
        byte[] hash = hash(candidate);
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    // Equal if they are the same keys, so that options can be compared.

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKeys that
                && hashes.size() == that.hashes.size()
                && hashes.stream()
                        .allMatch(hash -> that.hashes.stream().anyMatch(one -> MessageDigest.isEqual(one, hash)));
    }

    @Override
    public int hashCode() {
        return hashes.size();
    }

    @Override
    public String toString() {
        return hashes.size() + " keys";
    }
}
