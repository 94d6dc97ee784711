package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.CallerCheck;
import io.capstan.settings.ByPriority;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Asks the application's beans whether a caller is still who it was. Thread-safe. */
@OnePerApplication
public class CallerChecks {
    private final List<CallerCheck> checks;

    /** One that knows nobody. */
    public CallerChecks() {
        this(List.of());
    }

    @Inject
    CallerChecks(@Any Instance<CallerCheck> beans) {
        this(ByPriority.sorted(beans).stream()
                .<CallerCheck>map(Instance.Handle::get)
                .toList());
    }

    CallerChecks(List<CallerCheck> checks) {
        this.checks = checks;
    }

    /** Whether there is nobody to ask. */
    public boolean isEmpty() {
        return checks.isEmpty();
    }

    /** The caller as it is now; empty if one of the beans does not know it any more, or makes it somebody else. */
    public Optional<Caller> check(Caller caller) {
        Caller now = caller;
        for (CallerCheck check : checks) {
            Optional<Caller> answer = check.check(now);
            if (answer.isEmpty() || !answer.get().name().equals(caller.name())) {
                return Optional.empty();
            }
            now = answer.get();
        }
        return Optional.of(now);
    }
}
