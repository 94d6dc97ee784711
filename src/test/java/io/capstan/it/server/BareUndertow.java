package io.capstan.it.server;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;

/**
 * The engine without us: an Undertow with one plain {@code @ServerEndpoint} that echoes at {@code /echo}. What it does
 * with a case of Autobahn is what nobody above it can better. Its handlers run on worker threads, as Capstan's do. {@link #main} runs it until the process ends.
 */
final class BareUndertow implements AutoCloseable {

    private final Undertow server;
    private final DeploymentManager deployment;

    private BareUndertow(Undertow server, DeploymentManager deployment) {
        this.server = server;
        this.deployment = deployment;
    }

    static BareUndertow start() throws ServletException {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(BareUndertow.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("bare")
                .addServletContextAttribute(
                        WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                        new WebSocketDeploymentInfo()
                                .setDispatchToWorkerThread(true)
                                .addEndpoint(Echo.class));
        DeploymentManager deployment = Servlets.newContainer().addDeployment(info);
        deployment.deploy();
        HttpHandler handler = Handlers.path().addPrefixPath("/", deployment.start());
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(handler)
                .build();
        server.start();
        return new BareUndertow(server, deployment);
    }

    /** {@code http://127.0.0.1:PORT/}. */
    URI uri() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    @Override
    public void close() throws ServletException {
        deployment.stop();
        deployment.undeploy();
        server.stop();
    }

    public static void main(String[] arguments) throws ServletException {
        BareUndertow bare = start();
        Runtime.getRuntime().addShutdownHook(new Thread(bare.server::stop));
        System.getLogger(BareUndertow.class.getName()).log(System.Logger.Level.INFO, "Listens on {0}", bare.uri());
    }

    /** Public for the engine only. */
    @ServerEndpoint("/echo")
    public static final class Echo {

        @OnMessage
        public void text(Session session, String text) {
            session.getAsyncRemote().sendText(text);
        }

        @OnMessage
        public void binary(Session session, ByteBuffer bytes) throws IOException {
            session.getAsyncRemote().sendBinary(bytes);
        }
    }
}
