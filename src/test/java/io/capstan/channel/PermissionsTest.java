package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.ChannelAuthorizer;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.ChannelAuthorizer.Decision;
import io.capstan.wire.Connected;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.WireConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final Permits OPEN =
            new Permits(Permit.EVERYONE, Permit.AUTHENTICATED, Permit.NOBODY, Permit.EVERYONE);

    private final List<String> asked = new ArrayList<>();
    private final Hub hub = new Hub(new ConnectionRegistry(), List.of());
    private final WireConnection ada = Connected.as(Caller.of("ada"));
    private final WireConnection nobody = Connected.anonymously();

    private Permissions permissions(ChannelAuthorizer... authorizers) {
        ChannelRule rule = new ChannelRule(0, Duration.ofMinutes(5), 1024, false, OPEN, 2);
        hub.start(
                new Surroundings(
                        name -> name.equals("open") ? rule : ChannelRule.DEFAULT,
                        () -> 0,
                        ChannelEvents.NONE,
                        "e",
                        task -> {}),
                Bounds.DEFAULTS);
        return new Permissions(List.of(authorizers), hub);
    }

    private ChannelAuthorizer saying(Decision decision) {
        return request -> {
            asked.add(request.act() + " " + request.channel() + " "
                    + request.caller().name() + " " + decision);
            return decision;
        };
    }

    @Test
    @DisplayName("without authorizers the rule of the channel decides, and without a rule nobody may")
    void rules() {
        Permissions permissions = permissions();
        assertTrue(permissions.may(Act.SUBSCRIBE, "open", nobody));
        assertFalse(permissions.may(Act.PUBLISH, "open", nobody));
        assertTrue(permissions.may(Act.PUBLISH, "open", ada));
        assertFalse(permissions.may(Act.PRESENCE, "open", ada));
        assertFalse(permissions.may(Act.SUBSCRIBE, "closed", ada));
    }

    @Test
    @DisplayName("authorizers are asked in their order, and the first that does not ignore the request decides")
    void authorizers() {
        Permissions permissions = permissions(saying(Decision.IGNORE), saying(Decision.GRANT), saying(Decision.DENY));
        assertTrue(permissions.may(Act.PRESENCE, "closed", ada));
        assertEquals(List.of("PRESENCE closed ada IGNORE", "PRESENCE closed ada GRANT"), asked);
        assertFalse(permissions(saying(Decision.DENY)).may(Act.SUBSCRIBE, "open", ada));
        assertTrue(permissions(saying(Decision.IGNORE)).may(Act.SUBSCRIBE, "open", ada));
    }

    @Test
    @DisplayName("an authorizer that throws denies")
    void failure() {
        Permissions permissions = permissions(
                request -> {
                    throw new IllegalStateException("as asked");
                },
                saying(Decision.GRANT));
        assertFalse(permissions.may(Act.SUBSCRIBE, "open", ada));
        assertEquals(List.of(), asked);
    }

    @Test
    @DisplayName("a client publishes no faster than the rule says")
    void rate() {
        Permissions permissions = permissions();
        assertTrue(permissions.admit("open", ada));
        assertTrue(permissions.admit("open", ada));
        assertFalse(permissions.admit("open", ada));
        assertTrue(permissions.admit("open", nobody));
    }
}
