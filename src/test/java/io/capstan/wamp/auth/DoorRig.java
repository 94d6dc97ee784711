package io.capstan.wamp.auth;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.Wamp.Authenticator;
import io.capstan.Wamp.Principal;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wire.ConnectionRegistry;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A door with people behind it, and somebody before it. */
final class DoorRig {
    /** Whose tokens are {@code token-of-<name>}. */
    static final TokenVerifier TOKENS = token -> {
        if (token.startsWith("bad-")) {
            throw new InvalidTokenException("It is bad.");
        }
        return token.startsWith("token-of-")
                ? Optional.of(Caller.of(token.substring("token-of-".length()), "clerk", "editor"))
                : Optional.empty();
    };

    Set<AuthMethod> methods = EnumSet.allOf(AuthMethod.class);
    List<Principal> principals = List.of();
    List<Authenticator> beans = List.of();
    int attempts = 0;

    // who comes
    Optional<String> authid = Optional.empty();
    Dict extra = Dict.EMPTY;
    Caller caller = Caller.ANONYMOUS;
    Optional<HttpSession> httpSession = Optional.empty();
    String origin = "192.0.2.1";

    private Door door;

    Step opens(String... names) throws ProtocolViolation {
        if (door == null) {
            door = new Security(
                            beans,
                            List.of(),
                            new Decisions(),
                            new Permissions(List.of(), new Hub(new ConnectionRegistry(), List.of())))
                    .door(
                            new AuthOptions(methods, List.of("editor"), attempts, principals, new Rules(List.of())),
                            TOKENS);
        }
        return door.open(new Applicant("realm1", List.of(names), authid, extra, 4711, caller, httpSession, origin));
    }

    static Step answer(Step challenge, String signature) throws ProtocolViolation {
        return ((Step.Challenge) challenge).then().answer(signature, Dict.EMPTY);
    }

    static Identity admitted(Step step) {
        return ((Step.Admitted) step).identity();
    }

    static String denied(Step step) {
        return ((Step.Denied) step).reason();
    }

    static Dict challenge(Step step) {
        return ((Step.Challenge) step).extra();
    }

    /** One that keeps attributes, and can do nothing else. */
    static HttpSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpSession) Proxy.newProxyInstance(
                DoorRig.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAttribute")) {
                        return attributes.put((String) arguments[0], arguments[1]);
                    }
                    return attributes.get((String) arguments[0]);
                });
    }
}
