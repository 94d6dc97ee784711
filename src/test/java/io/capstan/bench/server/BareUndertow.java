package io.capstan.bench.server;

import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;

/**
 * Undertow and nothing else, with handlers on the worker threads as Capstan has them, on the port that is its argument.
 */
public final class BareUndertow {

    private BareUndertow() {}

    /** Starts it. */
    public static void main(String[] arguments) throws Exception {
        WebSocketDeploymentInfo webSockets = new WebSocketDeploymentInfo()
                .setBuffers(new DefaultByteBufferPool(true, 16 * 1024))
                .setDispatchToWorkerThread(true);
        Classes.ENDPOINTS.forEach(webSockets::addEndpoint);
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(BareUndertow.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("bare")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets);
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setHandler(manager.start())
                .build()
                .start();
    }
}
