package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Caller;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallerChecksTest {
    private static final Caller ADA = Caller.of("ada");

    @Test
    @DisplayName("PAR-083 all checks are asked in order, each about what the one before it said")
    void chain() {
        CallerChecks checks = new CallerChecks(List.of(
                caller -> Optional.of(Caller.of("ada", "editor")),
                caller -> caller.isInRole("editor") ? Optional.of(Caller.of("ada", "chief")) : Optional.empty()));
        assertEquals(Optional.of(Caller.of("ada", "chief")), checks.check(ADA));
    }

    @Test
    @DisplayName("PAR-083 one that does not know the caller is enough, and none may make it somebody else")
    void unknown() {
        assertEquals(Optional.empty(), new CallerChecks(List.of(Optional::of, any -> Optional.empty())).check(ADA));
        assertEquals(Optional.empty(), new CallerChecks(List.of(any -> Optional.of(Caller.of("eve")))).check(ADA));
        assertEquals(Optional.of(ADA), new CallerChecks(List.of()).check(ADA));
    }
}
