package io.capstan.docs;

import io.capstan.ChannelAuthorizer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
@Priority(100)
public class Doorman implements ChannelAuthorizer {
    @Override
    public Decision decide(Request request) {
        if (!request.channel().startsWith("inbox.")) {
            return Decision.IGNORE; // the next one decides, or the rules do
        }
        String owner = request.channel().substring("inbox.".length());
        boolean own = !request.caller().isAnonymous() && request.caller().name().equals(owner);
        return own ? Decision.GRANT : Decision.DENY;
    }
}
