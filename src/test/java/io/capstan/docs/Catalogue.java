package io.capstan.docs;

import io.capstan.Channels;
import io.capstan.Message;
import io.capstan.OnAction;
import io.capstan.RelativeTime;
import io.capstan.Route;
import io.capstan.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.bind.JsonbConfig;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

@Route("/catalogue")
public class Catalogue {
    @Inject
    Channels channels;

    public record Product(
            @View({"list", "detail"}) String name,
            @View({"list", "detail"}) @RelativeTime Instant added,
            @View("detail") String description,
            @View("admin") BigDecimal cost) {}

    private final Product chair =
            new Product("Chair", Instant.now().minusSeconds(150), "Four legs.", new BigDecimal("9.50"));

    @OnAction
    @View("list")
    List<Product> products() {
        return List.of(chair);
    }

    @OnAction
    void announce() {
        channels.channel("products").publish(Message.json(chair, "detail"));
    }

    @ApplicationScoped
    public static class JsonSettings {
        @Produces
        JsonbConfig config() {
            return new JsonbConfig().withNullValues(true);
        }

        @Produces
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
