package io.capstan.action;

import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who gets what a method returns.
 *
 * @param connections among those of the component
 * @param user whose connections to the component, if anybody's
 * @param channel where it is published, if anywhere
 */
public record ActionReceivers(Set<Receivers> connections, Optional<NameTemplate> user, Optional<NameTemplate> channel) {
    private static final ActionReceivers CALLER =
            new ActionReceivers(Set.of(Receivers.CALLER), Optional.empty(), Optional.empty());

    /** Those that a method says; what is wrong is named by parts of sentences. */
    static ActionReceivers of(
            Method method, Function<String, Optional<String>> whyNoVariable, Consumer<String> faults) {
        SendTo written = method.getAnnotation(SendTo.class);
        if (written == null) {
            return CALLER;
        }
        ActionReceivers receivers = new ActionReceivers(
                Arrays.stream(written.value()).collect(Collectors.toUnmodifiableSet()),
                template(written.user()),
                template(written.channel()));
        receivers.check(whyNoVariable, faults);
        return receivers;
    }

    private static Optional<NameTemplate> template(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new NameTemplate(text));
    }

    private void check(Function<String, Optional<String>> whyNoVariable, Consumer<String> faults) {
        if (connections.isEmpty() && user.isEmpty() && channel.isEmpty()) {
            faults.accept("@SendTo names nobody; allowed are CALLER, ALL, OTHERS, user = \"...\", channel = \"...\"");
        }
        if (connections.contains(Receivers.ALL) && (connections.size() > 1 || user.isPresent())) {
            faults.accept("@SendTo names ALL and some of them again; allowed is ALL, and a channel");
        }
        Consumer<String> inSendTo = what -> faults.accept("@SendTo " + what);
        user.ifPresent(name -> name.check(whyNoVariable, inSendTo));
        channel.ifPresent(name -> name.check(whyNoVariable, inSendTo));
    }

    /** Whether the caller gets it, with its id. */
    public boolean includeCaller() {
        return connections.contains(Receivers.CALLER) || connections.contains(Receivers.ALL);
    }

    /** Whether other connections get it: of the component, or of a user. */
    public boolean includeConnections() {
        return connections.contains(Receivers.ALL) || connections.contains(Receivers.OTHERS) || user.isPresent();
    }

    /** Whether anybody but the caller gets it. */
    boolean includeOthers() {
        return !connections.equals(Set.of(Receivers.CALLER)) || user.isPresent() || channel.isPresent();
    }
}
