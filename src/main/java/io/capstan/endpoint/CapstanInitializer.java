package io.capstan.endpoint;

import io.capstan.gate.GateFilter;
import io.capstan.gate.TicketDesk;
import io.capstan.gate.TicketFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.server.ServerEndpoint;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Called by the server when an application starts: puts the gate before everything and has the rest follow. */
@HandlesTypes(ServerEndpoint.class)
public final class CapstanInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> endpoints, ServletContext context) {
        TicketFilter tickets = new TicketFilter();
        FilterRegistration.Dynamic desk = context.addFilter(TicketFilter.class.getName(), tickets);
        GateFilter filter = new GateFilter();
        FilterRegistration.Dynamic registration = context.addFilter(GateFilter.class.getName(), filter);
        if (registration == null || desk == null) {
            return; // the same library twice in one application: the first one does the work
        }
        desk.setAsyncSupported(true);
        desk.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, TicketDesk.PATH);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        SessionListener sessions = new SessionListener();
        context.addListener(new Bootstrap(filter, tickets, sessions, endpoints == null ? Set.of() : endpoints));
        context.addListener(sessions);
    }
}
