package io.capstan.it.client;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whoever awaits a condition and does not say for how long has half a minute, in place of Awaitility's ten seconds: on a machine
 * with much else to do, a server has taken longer than those. Who waits in vain only fails later.
 */
public final class Patience implements BeforeAllCallback {
    /** Longer than anything takes that is going to come. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** Found by JUnit through {@code META-INF/services}, for each class of tests. */
    public Patience() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONGEST);
    }
}
