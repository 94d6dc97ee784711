package io.capstan.wamp.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is a violation to the letter of the specification, while lenient routers answer with an ERROR or pass it on: values
 * of options that have the right type and mean nothing.
 */
public final class StrictRules {
    private static final Set<String> MATCHES = Set.of("exact", "prefix", "wildcard");
    private static final Set<String> INVOKES = Set.of("single", "roundrobin", "random", "first", "last");
    private static final Set<String> MODES = Set.of("skip", "kill", "killnowait");
    private static final Set<String> ALGORITHMS = Set.of("cryptobox", "mqtt", "xbr");

    private StrictRules() {}

    /** Refuses a message with such an option. */
    public static void check(WampMessage message) throws ProtocolViolation {
        if (message instanceof WampMessage.Subscribe subscribe) {
            oneOf(subscribe.options(), "match", MATCHES);
        } else if (message instanceof WampMessage.Register register) {
            oneOf(register.options(), "match", MATCHES);
            oneOf(register.options(), "invoke", INVOKES);
        } else if (message instanceof WampMessage.Cancel cancel) {
            oneOf(cancel.options(), "mode", MODES);
        } else if (message instanceof WampMessage.Publish publish) {
            oneOf(publish.options(), "enc_algo", ALGORITHMS);
        } else if (message instanceof WampMessage.Event event) {
            oneOf(event.details(), "enc_algo", ALGORITHMS);
        }
    }

    private static void oneOf(Dict options, String name, Set<String> allowed) throws ProtocolViolation {
        Optional<String> value = options.string(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            List<String> sorted = allowed.stream().sorted().toList();
            throw new ProtocolViolation("The member " + name + " has to be one of " + sorted + ".");
        }
    }
}
