package io.capstan.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.View;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is written of an object where there are views. */
class EncodedViewsTest {
    public record Maker(
            @View("detail") String city,
            @View({"list", "detail"}) String name) {}

    public record Free(int a, int b) {}

    public record Product(
            @View({"list", "detail"}) String name,
            @View("detail") List<Maker> makers,
            Free free,
            @View("list") Free seen,
            @View("admin") BigDecimal cost) {}

    public static class Bean {
        @View("list")
        private final int field = 1;

        public final int plain = 2;

        @View("detail")
        public int open = 3;

        @JsonbTransient
        public int hidden = 4;

        public int getField() {
            return field;
        }

        @View({"list", "detail"})
        public boolean isGetter() {
            return true;
        }
    }

    public static class Derived extends Bean {
        public int more = 5;
    }

    private final Product product =
            new Product("Chair", List.of(new Maker("Köln", "Sedes")), new Free(1, 2), new Free(3, 4), BigDecimal.TEN);

    @Test
    @DisplayName("PAR-307 with a view only its properties are written, in nested lists and records too")
    void asked() {
        assertEquals("{\"name\":\"Chair\",\"seen\":{\"a\":3,\"b\":4}}", EncoderRig.json(product, "list"));
        assertEquals(
                "{\"makers\":[{\"city\":\"Köln\",\"name\":\"Sedes\"}],\"name\":\"Chair\"}",
                EncoderRig.json(product, "detail"));
        assertEquals("[{\"cost\":10}]", EncoderRig.json(List.of(product), "admin"));
        assertEquals("{\"k\":{\"cost\":10}}", EncoderRig.json(Map.of("k", product), "admin"));
    }

    @Test
    @DisplayName("PAR-307 of several views, the properties of any are written")
    void several() {
        assertEquals(
                "{\"cost\":10,\"name\":\"Chair\",\"seen\":{\"a\":3,\"b\":4}}",
                EncoderRig.json(product, "admin", "list"));
    }

    @Test
    @DisplayName("PAR-307 without a view, what has one is not written")
    void none() {
        assertEquals("{\"free\":{\"a\":1,\"b\":2}}", EncoderRig.json(product));
    }

    @Test
    @DisplayName("PAR-307 a class without views is written whole, whatever is asked for")
    void free() {
        assertEquals("{\"a\":1,\"b\":2}", EncoderRig.json(new Free(1, 2), "list"));
        assertEquals("{\"a\":1,\"b\":2}", EncoderRig.json(new Free(1, 2)));
    }

    @Test
    @DisplayName("PAR-307 fields and getters of beans have views, and those of superclasses count")
    void beans() {
        assertEquals("{\"field\":1,\"getter\":true}", EncoderRig.json(new Bean(), "list"));
        assertEquals("{\"getter\":true,\"open\":3}", EncoderRig.json(new Bean(), "detail"));
        assertEquals("{\"plain\":2}", EncoderRig.json(new Bean()));
        assertEquals("{\"field\":1,\"getter\":true}", EncoderRig.json(new Derived(), "list"));
        assertEquals("{\"plain\":2,\"more\":5}", EncoderRig.json(new Derived()));
    }

    @Test
    @DisplayName("what an application says about visibility holds besides")
    void strategy() {
        JsonbConfig fields = new JsonbConfig().withPropertyVisibilityStrategy(new PropertyVisibilityStrategy() {
            @Override
            public boolean isVisible(Field field) {
                return true;
            }

            @Override
            public boolean isVisible(Method method) {
                return false;
            }
        });
        JsonEncoder own = EncoderRig.encoder(fields, JsonOptions.DEFAULTS);
        assertEquals("{\"field\":1}", own.write(new Bean(), Set.of("list")).text());
    }

    @Test
    @DisplayName("views that are made at run time without end are refused")
    void flood() {
        JsonEncoder encoder = EncoderRig.encoder(new JsonbConfig(), JsonOptions.DEFAULTS);
        for (int i = 0; i < 200; i++) {
            EncoderRig.json(encoder, 1, "v" + i);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> EncoderRig.json(encoder, 1, "one too many"))
                .getMessage();
        assertTrue(message.contains("allowed are those that stand in @View"), message);
    }
}
