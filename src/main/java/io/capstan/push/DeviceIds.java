package io.capstan.push;

import io.capstan.Caller;
import io.capstan.Connection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of devices. A device is told a random one, which nobody can guess; one whose caller has authenticated may bring a
 * name for itself, {@code ?device_id=phone}, and is {@code <caller>/phone} then, today and tomorrow. As the name of the
 * caller is a part of it, and a random id has no slash, nobody takes the id of somebody else.
 */
final class DeviceIds {
    /** The most characters. */
    static final int LONGEST = 300;

    private static final String PARAMETER = "device_id";
    private static final Pattern OWN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 18; // 24 characters
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceIds() {}

    /** Whether there may be a device of this id. */
    static boolean isPossible(String id) {
        return !id.isEmpty() && id.length() <= LONGEST;
    }

    /** The id of the device at the other end; empty if it brings a name that cannot be one. */
    static Optional<String> of(Connection connection) {
        List<String> own = connection.handshake().query().getOrDefault(PARAMETER, List.of());
        Caller caller = connection.caller();
        if (own.isEmpty() || caller.isAnonymous()) {
            return Optional.of(random());
        }
        String id = caller.name() + "/" + own.get(0);
        boolean valid = own.size() == 1 && OWN.matcher(own.get(0)).matches() && isPossible(id);
        return valid ? Optional.of(id) : Optional.empty();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
