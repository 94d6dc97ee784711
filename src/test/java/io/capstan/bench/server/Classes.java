package io.capstan.bench.server;

import java.util.List;

/** What is deployed: the same things, once as components and once bare. */
public final class Classes {

    /** As components of Capstan. */
    public static final List<Class<?>> COMPONENTS = List.of(
            Echo.class,
            Fanout.class,
            Fanout.In.class,
            Listeners.class,
            Listeners.In.class,
            Followers.class,
            Followers.In.class,
            Loners.class,
            Groups.class,
            Groups.In.class,
            Stalled.class,
            Stalled.In.class);

    /** As annotated endpoints of Jakarta EE. */
    public static final List<Class<?>> ENDPOINTS = List.of(
            BareEcho.class,
            BareFanout.class,
            BareFanout.In.class,
            BareListeners.class,
            BareListeners.In.class,
            BareFollowers.class,
            BareFollowers.In.class,
            BareGroups.class,
            BareGroups.In.class,
            BareStalled.class,
            BareStalled.In.class);

    /** What both use. */
    public static final List<Class<?>> SHARED = List.of(Topic.class);

    private Classes() {}
}
