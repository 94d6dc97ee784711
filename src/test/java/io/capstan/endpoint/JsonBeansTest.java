package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import io.capstan.wire.json.JsonOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.bind.JsonbConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonBeansTest {
    private static final Clock FIXED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @ApplicationScoped
    public static class One {
        @Produces
        Clock clock() {
            return FIXED;
        }
    }

    @ApplicationScoped
    public static class Another {
        @Produces
        Clock clock() {
            return FIXED;
        }

        @Produces
        JsonbConfig config() {
            return new JsonbConfig().withNullValues(true);
        }
    }

    private static JsonBeans of(List<String> faults, Class<?>... types) {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(types)
                .initialize()) {
            return JsonBeans.of(container.getBeanManager(), faults::add);
        }
    }

    @Test
    @DisplayName("PAR-309 the clock and the configuration of an application are found, and are missed by nobody")
    void found() {
        List<String> faults = new ArrayList<>();
        assertEquals(FIXED, of(faults, One.class).clock());
        JsonBeans another = of(faults, Another.class);
        assertEquals(Optional.of(true), another.config().getProperty(JsonbConfig.NULL_VALUES));
        assertEquals(Clock.systemDefaultZone(), of(faults, String.class).clock());
        assertEquals(List.of(), faults);
    }

    @Test
    @DisplayName("two clocks are a fault that names the type")
    void two() {
        List<String> faults = new ArrayList<>();
        of(faults, One.class, Another.class);
        assertEquals(
                List.of(
                        "There are several beans of type java.time.Clock, and nobody knows which one is meant; allowed is"
                                + " one, or none, without qualifiers."),
                faults);
    }

    private static String fault(Map<String, String> texts) {
        Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
        JsonOptions.of(settings);
        return assertThrows(WiringException.class, settings::check).getMessage();
    }

    @Test
    @DisplayName("PAR-308 a language that there is not is a fault that names the key")
    void languages() {
        String message = fault(Map.of("capstan.json.language", "english", "capstan.json.languages", "en, klingon"));
        assertTrue(
                message.contains("The setting capstan.json.language is 'english'; allowed is a language of CLDR"),
                message);
        assertTrue(
                message.contains("The setting capstan.json.languages is 'en, klingon'; allowed is a list of languages"),
                message);
    }
}
