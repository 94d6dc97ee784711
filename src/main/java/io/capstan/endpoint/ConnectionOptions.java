package io.capstan.endpoint;

import io.capstan.ConnectionLimits;
import io.capstan.OutboxLimits;
import io.capstan.component.Components;
import io.capstan.settings.Durations;
import io.capstan.settings.Settings;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.WireOptions;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the connections of one component.
 *
 * @param wire the times
 * @param outbox what may wait for a client
 * @param messages what a client may send
 */
record ConnectionOptions(WireOptions wire, OutboxOptions outbox, MessageOptions messages) {

    /** What is configured for all components. */
    static ConnectionOptions of(Settings settings) {
        return of(
                settings, new ConnectionOptions(WireOptions.DEFAULTS, OutboxOptions.DEFAULTS, MessageOptions.DEFAULTS));
    }

    private static ConnectionOptions of(Settings settings, ConnectionOptions otherwise) {
        return new ConnectionOptions(
                WireOptions.of(settings, otherwise.wire),
                OutboxOptions.of(settings, otherwise.outbox),
                MessageOptions.of(settings, otherwise.messages));
    }

    /** For one component: its own keys come before its annotations, and those before what holds for all. */
    ConnectionOptions of(Settings settings, Class<?> component) {
        return of(settings.onlyForRoute(component), with(component));
    }

    /** With the annotations of a component, of which those that make no sense have been reported at deployment. */
    ConnectionOptions with(Class<?> component) {
        OutboxLimits outboxLimits = component.getAnnotation(OutboxLimits.class);
        ConnectionLimits limits = component.getAnnotation(ConnectionLimits.class);
        return new ConnectionOptions(
                limits == null
                        ? wire
                        : wire.with(
                                duration(limits.maxIdle(), wire.maxIdle()),
                                duration(limits.maxDuration(), wire.maxDuration())),
                outboxLimits == null ? outbox : outbox.with(outboxLimits),
                messages(component, limits));
    }

    private MessageOptions messages(Class<?> component, @Nullable ConnectionLimits limits) {
        OptionalLong largest = Components.largestMessage(component);
        MessageOptions said = largest.isPresent() ? messages.upTo(largest.getAsLong()) : messages;
        return limits == null ? said : said.with(limits);
    }

    private static Duration duration(String text, Duration otherwise) {
        return Durations.parse(text).orElse(otherwise);
    }
}
