package io.capstan.action;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of the server's provider, which is asked for when the first constraint has been violated, since it is expensive. */
public final class LazyTexts implements ViolationTexts {
    private final Optional<BeanManager> beans;
    private volatile @Nullable ProviderTexts texts;

    /** Those of this application's provider. */
    public LazyTexts(Optional<BeanManager> beans) {
        this.beans = beans;
    }

    @Override
    public List<Violation> of(Throwable error, List<String> parameters, Optional<Locale> language) {
        return texts().of(error, parameters, language);
    }

    private ProviderTexts texts() {
        ProviderTexts made = texts;
        if (made == null) {
            synchronized (this) {
                made = texts;
                if (made == null) {
                    made = ProviderTexts.of(beans.orElse(null));
                    texts = made;
                }
            }
        }
        return made;
    }
}
