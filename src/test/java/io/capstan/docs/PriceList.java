package io.capstan.docs;

import io.capstan.OnPublication;
import io.capstan.Procedure;
import io.capstan.Wamp;
import io.capstan.WampException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
public class PriceList {
    private final Map<String, Long> prices = new ConcurrentHashMap<>(Map.of("tea", 3L));

    @Inject
    Wamp wamp;

    @Procedure("shop.price")
    long price(String product, Optional<Integer> pieces) {
        Long price = prices.get(product);
        if (price == null) {
            throw new WampException("shop.unknown", "There is no " + product + " here.");
        }
        return price * pieces.orElse(1);
    }

    @OnPublication("shop.prices")
    void changed(String product, long price) {
        prices.put(product, price);
        wamp.publish("shop.changed", product);
    }
}
