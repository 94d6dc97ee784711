package io.capstan.docs;

import io.capstan.Wamp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

@ApplicationScoped
public class Merchants implements Wamp.Authorizer {
    @Override
    public Decision decide(Request request) {
        if (request.action() != Action.REGISTER || !request.uri().startsWith("shop.price")) {
            return Decision.IGNORE;
        }
        boolean may = request.member().role().equals("merchant");
        return (may ? Decision.GRANT : Decision.DENY).cachedFor(Duration.ofMinutes(10));
    }
}
