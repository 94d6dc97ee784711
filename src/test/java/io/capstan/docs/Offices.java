package io.capstan.docs;

import io.capstan.HandshakeInterceptor;
import io.capstan.HandshakeInterceptor.HandshakeAttempt;
import io.capstan.HandshakeInterceptor.Intercepts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
@Intercepts("/desk")
public class Offices implements HandshakeInterceptor {
    @Override
    public void intercept(HandshakeAttempt attempt) {
        Optional<String> office = attempt.handshake().query("office");
        if (office.isEmpty()) {
            attempt.refuse(400, "Which office? Say so by ?office=...");
        } else {
            attempt.attribute("office", office.get());
        }
    }
}
