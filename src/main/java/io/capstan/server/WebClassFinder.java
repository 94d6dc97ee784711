package io.capstan.server;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;

/** Collects the servlets and endpoints among the classes that the CDI container finds. */
final class WebClassFinder implements Extension {
    private final Set<Class<?>> found;

    WebClassFinder(Set<Class<?>> found) {
        this.found = found;
    }

    void typeFound(@Observes @WithAnnotations({ServerEndpoint.class, WebServlet.class}) ProcessAnnotatedType<?> event) {
        found.add(event.getAnnotatedType().getJavaClass());
    }
}
