package io.capstan.server;

import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceChangeListener;
import io.undertow.server.handlers.resource.ResourceManager;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The files of the application, and after them those that libraries bring in {@code META-INF/resources} (Servlet 6.0
 * §10.5), Capstan's own {@code capstan.js} among them.
 */
final class StaticFiles implements ResourceManager {
    private final ResourceManager application;
    private final ResourceManager libraries;

    StaticFiles(ResourceManager application, ClassLoader classLoader) {
        this.application = application;
        this.libraries = new ClassPathResourceManager(classLoader, "META-INF/resources");
    }

    @Override
    public @Nullable Resource getResource(String path) throws IOException {
        Resource own = application.getResource(path);
        return own != null ? own : libraries.getResource(path);
    }

    @Override
    public boolean isResourceChangeListenerSupported() {
        return application.isResourceChangeListenerSupported();
    }

    @Override
    public void registerResourceChangeListener(ResourceChangeListener listener) {
        application.registerResourceChangeListener(listener);
    }

    @Override
    public void removeResourceChangeListener(ResourceChangeListener listener) {
        application.removeResourceChangeListener(listener);
    }

    @Override
    public void close() throws IOException {
        application.close();
        libraries.close();
    }
}
