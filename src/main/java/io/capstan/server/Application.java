package io.capstan.server;

import io.capstan.Routes.Mounted;
import io.capstan.WiringException;
import io.capstan.endpoint.CapstanInitializer;
import io.capstan.endpoint.PlannedRoutes;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/**
 * The application in the server: its beans and its web classes.
 *
 * @param beans the CDI container
 * @param webClasses servlets and endpoints
 */
record Application(WeldContainer beans, ClassLoader classLoader, Collection<Class<?>> webClasses) {
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Starts the CDI container with these classes, or with all that are found. */
    @SuppressWarnings("unchecked") // generic varargs of Weld
    static Application find(ClassLoader classLoader, @Nullable Collection<Class<?>> classes) {
        Weld weld = new Weld()
                .setClassLoader(classLoader)
                .skipShutdownHook()
                .addBeanDefiningAnnotations(ServerEndpoint.class)
                .addBeanDefiningAnnotations(WebServlet.class);
        Set<Class<?>> webClasses = new HashSet<>();
        if (classes == null) {
            weld.addExtension(new WebClassFinder(webClasses));
            BeanLists.unlisted(classLoader).forEach(weld::addBeanClass);
        } else {
            weld.disableDiscovery(); // of extensions too, so that they have to be named
            ServiceLoader.load(Extension.class, classLoader).forEach(weld::addExtension);
            BeanLists.framework(classLoader).forEach(weld::addBeanClass);
            classes.forEach(weld::addBeanClass);
            webClasses.addAll(classes);
        }
        try {
            return new Application(weld.initialize(), classLoader, webClasses);
        } catch (RuntimeException e) {
            throw wiringFault(e);
        }
    }

    /** Deploys the web side. It finds the beans in the servlet context, as in a server. */
    DeploymentManager deploy(String context, ResourceManager resources) {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(classLoader)
                .setContextPath(context.isEmpty() ? "/" : context)
                .setDeploymentName("capstan")
                .setResourceManager(resources)
                .addWelcomePage("index.html");
        WebSocketDeploymentInfo webSockets = new WebSocketDeploymentInfo()
                .setDispatchToWorkerThread(true)
                .setBuffers(new DefaultByteBufferPool(true, BUFFER_BYTES));
        Set<Class<?>> endpoints = new HashSet<>();
        for (Class<?> type : webClasses) {
            if (type.isAnnotationPresent(ServerEndpoint.class)) {
                webSockets.addEndpoint(type);
                endpoints.add(type);
            } else if (type.isAnnotationPresent(WebServlet.class)) {
                info.addServlet(servlet(type.asSubclass(Servlet.class)));
            }
        }
        info.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets);
        info.addServletContextAttribute(BeanManager.class.getName(), beans.getBeanManager());
        info.addServletContainerInitializer(new ServletContainerInitializerInfo(
                CapstanInitializer.class, new ImmediateInstanceFactory<>(new CapstanInitializer()), endpoints));
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        try {
            manager.deploy();
        } catch (RuntimeException e) {
            throw wiringFault(e);
        }
        return manager;
    }

    private ServletInfo servlet(Class<? extends Servlet> type) {
        WebServlet annotation = type.getAnnotation(WebServlet.class);
        String[] patterns = annotation.urlPatterns().length > 0 ? annotation.urlPatterns() : annotation.value();
        return new ServletInfo(
                        type.getName(),
                        type,
                        new ImmediateInstanceFactory<>(beans.select(type).get()))
                .addMappings(patterns)
                .setAsyncSupported(annotation.asyncSupported());
    }

    /**
     * What would be mounted if it were deployed.
     *
     * @throws WiringException if it could not be
     */
    List<Mounted> plannedRoutes() {
        Set<Class<?>> endpoints = webClasses.stream()
                .filter(type -> type.isAnnotationPresent(ServerEndpoint.class))
                .collect(Collectors.toSet());
        return PlannedRoutes.of(beans.getBeanManager(), endpoints);
    }

    static HttpHandler start(DeploymentManager manager) {
        try {
            return manager.start();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the author did wrong, without the layers of exceptions around it. */
    private static RuntimeException wiringFault(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof WiringException fault) {
                return fault;
            }
        }
        return e;
    }
}
