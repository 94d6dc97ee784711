package io.capstan.bench.server;

import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.io.PrintStream;
import java.net.InetSocketAddress;

/** Undertow and nothing else, with handlers on the worker threads as Capstan has them. */
public final class BareUndertow {

    private BareUndertow() {}

    /** Starts on a free port and says which. */
    public static void main(String[] arguments) throws Exception {
        WebSocketDeploymentInfo webSockets = new WebSocketDeploymentInfo()
                .setBuffers(new DefaultByteBufferPool(true, 16 * 1024))
                .setDispatchToWorkerThread(true)
                .addEndpoint(BareEcho.class)
                .addEndpoint(BareFanout.class);
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(BareUndertow.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("bare")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets);
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(manager.start())
                .build();
        undertow.start();
        PrintStream out = System.out;
        out.println(
                "port " + ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort());
    }
}
