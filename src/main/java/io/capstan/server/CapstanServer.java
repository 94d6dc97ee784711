package io.capstan.server;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process: {@code CapstanServer.builder().port(8080).start()}. It serves until it is closed, which
 * closes all connections with 1001 and waits for them, at most {@code capstan.shutdown.timeout}.
 */
public final class CapstanServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CapstanServer.class.getName());

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

    private final WeldContainer beans;
    private final DeploymentManager deployment;
    private final Undertow undertow;
    private final String context;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CapstanServer(WeldContainer beans, DeploymentManager deployment, Undertow undertow, String context) {
        this.beans = beans;
        this.deployment = deployment;
        this.undertow = undertow;
        this.context = context;
    }

    /** A server with all defaults: 127.0.0.1:8080, at the root, with the beans of the class path. */
    public static Builder builder() {
        return new Builder();
    }

    /** The port it listens on. */
    public int port() {
        return address().getPort();
    }

    /** Where its pages are: {@code http://127.0.0.1:8080/}. */
    public URI uri() {
        InetSocketAddress address = address();
        String host = address.getHostString();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + context + "/");
    }

    /**
     * The port it listens on with TLS.
     *
     * @throws IllegalStateException if it does not, see {@link Builder#tls}
     */
    public int tlsPort() {
        return undertow.getListenerInfo().stream()
                .filter(listener -> listener.getProtcol().equals("https"))
                .map(listener -> ((InetSocketAddress) listener.getAddress()).getPort())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This server does not listen with TLS."));
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            stop(deployment);
            IoThreads.awaitTasks(undertow.getWorker());
        } finally {
            undertow.stop();
            beans.close();
        }
    }

    private static void stop(DeploymentManager deployment) {
        ResourceManager files = deployment.getDeployment().getDeploymentInfo().getResourceManager();
        try (files) { // Undertow would leave the threads behind with which it watches a directory
            deployment.stop();
            deployment.undeploy();
        } catch (ServletException | IOException e) {
            LOG.log(Level.WARNING, "the application did not stop properly", e);
        }
    }

    /** Says how the server is to be. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 8080;
        private String context = "";
        private ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
        private @Nullable Collection<Class<?>> beanClasses;
        private @Nullable Path files;
        private @Nullable SSLContext tls;
        private int tlsPort;
        private Duration requestTimeout = REQUEST_TIMEOUT;
        private Duration keepAlive = KEEP_ALIVE;

        private Builder() {}

        /** The address to listen on. Default: 127.0.0.1. */
        public Builder host(String address) {
            this.host = address;
            return this;
        }

        /** The port to listen on, 0 for any free one. Default: 8080. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** Listens with TLS too, on the same address and this port, 0 for any free one. Default: it does not. */
        public Builder tls(int number, SSLContext context) {
            this.tlsPort = number;
            this.tls = context;
            return this;
        }

        /**
         * A client that has not sent all of its request so long after the first byte of it is dropped, however it goes on. Default:
         * 10 s.
         */
        public Builder requestTimeout(Duration duration) {
            this.requestTimeout = positive(duration, "request time-out");
            return this;
        }

        /**
         * A client that sends no request for so long, the first one or the next one, is dropped. It does not concern an open
         * WebSocket. Default: 60 s.
         */
        public Builder keepAlive(Duration duration) {
            this.keepAlive = positive(duration, "keep-alive time");
            return this;
        }

        private static Duration positive(Duration duration, String what) {
            if (duration.toMillis() < 1 || duration.toMillis() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "The " + what + " " + duration + " is not between 1 ms and 24 days.");
            }
            return duration;
        }

        /** The path of the application, {@code /app}. Default: the root. */
        public Builder context(String path) {
            String stripped = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            if (!stripped.isEmpty() && !stripped.startsWith("/")) {
                throw new IllegalArgumentException("The context '" + path + "' does not begin with a slash.");
            }
            this.context = stripped;
            return this;
        }

        /** Where classes and resources are looked up. Default: the thread's context class loader. */
        public Builder classLoader(ClassLoader loader) {
            this.classLoader = loader;
            return this;
        }

        /**
         * The classes of the application: beans, and classes with {@code @ServerEndpoint} or {@code @WebServlet}.
         * Default: what is found on the class path in archives with a {@code META-INF/beans.xml}.
         */
        public Builder beanClasses(Collection<Class<?>> classes) {
            this.beanClasses = List.copyOf(classes);
            return this;
        }

        /**
         * A directory of static files. Default: those in {@code webapp/} on the class path. Those that libraries bring
         * in {@code META-INF/resources} are served beside them.
         */
        public Builder resources(Path directory) {
            this.files = directory;
            return this;
        }

        /**
         * Starts.
         *
         * @throws io.capstan.WiringException if the application is put together wrongly
         * @throws PortTakenException if something else listens there
         */
        public CapstanServer start() {
            PathHandler paths = new PathHandler(new ResponseCodeHandler(StatusCodes.SERVICE_UNAVAILABLE));
            Undertow undertow = listen(paths); // first of all: a port that is taken is the likeliest of faults
            try {
                Application application = Application.find(classLoader, beanClasses);
                try {
                    DeploymentManager deployment = application.deploy(context, resources());
                    HttpHandler pages = Application.start(deployment);
                    paths.addPrefixPath("/", context.isEmpty() ? pages : ResponseCodeHandler.HANDLE_404);
                    paths.addPrefixPath(context.isEmpty() ? "/" : context, pages);
                    return new CapstanServer(application.beans(), deployment, undertow, context);
                } catch (RuntimeException e) {
                    application.beans().close();
                    throw e;
                }
            } catch (RuntimeException e) {
                undertow.stop();
                throw e;
            }
        }

        private Undertow listen(HttpHandler handler) {
            Undertow.Builder listeners = Undertow.builder()
                    .addHttpListener(port, host)
                    .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) requestTimeout.toMillis())
                    .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) keepAlive.toMillis());
            SSLContext context = tls;
            if (context != null) {
                listeners.addHttpsListener(tlsPort, host, context);
            }
            Undertow undertow = listeners.setHandler(new RequestCheck(handler)).build();
            try {
                undertow.start();
                return undertow;
            } catch (RuntimeException e) {
                if (e.getCause() instanceof BindException taken) {
                    throw new PortTakenException(host, port, taken);
                }
                throw e;
            }
        }

        private ResourceManager resources() {
            Path directory = files;
            ResourceManager own = directory == null
                    ? new ClassPathResourceManager(classLoader, "webapp")
                    : new PathResourceManager(directory);
            return new StaticFiles(own, classLoader);
        }
    }
}
