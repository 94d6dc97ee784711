package io.capstan.endpoint;

import io.capstan.gate.GateFilter;
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
        GateFilter filter = new GateFilter();
        FilterRegistration.Dynamic registration = context.addFilter(GateFilter.class.getName(), filter);
        if (registration == null) {
            return; // the same library twice in one application: the first one does the work
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        SessionListener sessions = new SessionListener();
        context.addListener(new Bootstrap(filter, sessions, endpoints == null ? Set.of() : endpoints));
        context.addListener(sessions);
    }
}
