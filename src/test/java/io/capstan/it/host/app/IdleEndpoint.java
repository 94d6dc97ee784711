package io.capstan.it.host.app;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** An endpoint of the application's own, without Capstan, that has the engine close whoever is silent for a while. */
@ServerEndpoint("/idle")
public class IdleEndpoint {
    /** So long that a machine with much else to do does not make a client look silent that is not. */
    private static final long LIMIT = 4000;

    private Journal journal;

    @OnOpen
    public void open(Session session) {
        journal = CDI.current().select(Journal.class).get();
        session.setMaxIdleTimeout(LIMIT);
    }

    @OnMessage
    public String echo(String text) {
        return text;
    }

    @OnClose
    public void close(CloseReason reason) {
        boolean ownLoader = Thread.currentThread().getContextClassLoader() == IdleEndpoint.class.getClassLoader();
        String thread = Thread.currentThread().getName();
        journal.add("idle closed by " + thread + ", class loader " + ownLoader + ", names " + hasNames());
    }

    private static boolean hasNames() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedExecutorService") != null;
        } catch (NamingException e) {
            return false;
        }
    }
}
