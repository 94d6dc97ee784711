package io.capstan.endpoint;

import io.capstan.component.Component;
import io.capstan.component.Invoker;
import io.capstan.wire.WireSupport;

/**
 * What all connections to a component have in common, found out once for all of them.
 *
 * @param component who handles them
 * @param options what is configured for them
 * @param support what their wires share
 * @param invoker who calls the component
 * @param authentication what is asked of their callers
 * @param largestStream how large a message may be that is handled while it comes, 0: any
 */
record Terms(
        Runtime runtime,
        Component component,
        ConnectionOptions options,
        WireSupport support,
        Invoker invoker,
        Authentication authentication,
        int largestStream) {}
