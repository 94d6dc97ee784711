package io.capstan.testing;

import io.capstan.component.Component;
import io.capstan.component.Invoker;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.WireSupport;

/**
 * What all connections of a test share.
 *
 * @param component who is called
 * @param invoker calls it
 * @param registry knows the open ones
 * @param wireSupport what they are made of
 * @param outboxOptions how much may wait for a client
 * @param crew does the work
 */
record Stage(
        Component component,
        Invoker invoker,
        ConnectionRegistry registry,
        WireSupport wireSupport,
        OutboxOptions outboxOptions,
        Crew crew) {}
