package io.capstan.endpoint;

import io.capstan.component.AccessAnnotations;
import io.capstan.gate.GateFilter;
import io.capstan.gate.TicketDesk;
import io.capstan.gate.TicketFilter;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.server.ServerEndpoint;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Called by the server when an application starts: puts the gate before everything and has the rest follow. */
@HandlesTypes({ServerEndpoint.class, RolesAllowed.class, DeclareRoles.class})
public final class CapstanInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext context) {
        Set<Class<?>> found = annotated == null ? Set.of() : annotated;
        TicketFilter tickets = new TicketFilter();
        FilterRegistration.Dynamic desk = context.addFilter(TicketFilter.class.getName(), tickets);
        ServiceFilter services = new ServiceFilter();
        FilterRegistration.Dynamic others = context.addFilter(ServiceFilter.class.getName(), services);
        GateFilter filter = new GateFilter();
        FilterRegistration.Dynamic registration = context.addFilter(GateFilter.class.getName(), filter);
        if (registration == null || desk == null || others == null) {
            return; // the same library twice in one application: the first one does the work
        }
        map(desk, TicketDesk.PATH);
        map(others, ServiceFilter.PATHS);
        map(registration, "/*");
        SessionListener sessions = new SessionListener();
        context.addListener(new Bootstrap(filter, tickets, services, sessions, endpoints(found)));
        context.addListener(sessions);
        declareRoles(found, context);
    }

    private static void map(FilterRegistration.Dynamic filter, String paths) {
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, paths);
    }

    private static Set<Class<?>> endpoints(Set<Class<?>> found) {
        return found.stream()
                .filter(type -> type.isAnnotationPresent(ServerEndpoint.class))
                .collect(Collectors.toSet());
    }

    /** Payara knows of a caller only those roles that the web application has declared, and looks for them in servlets. */
    private static void declareRoles(Set<Class<?>> found, ServletContext context) {
        Set<String> roles = AccessAnnotations.roles(found);
        if (!roles.isEmpty()) {
            context.declareRoles(roles.toArray(String[]::new));
        }
    }
}
