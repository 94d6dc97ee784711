import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import ws.wamp.jawampa.WampRouter;
import ws.wamp.jawampa.WampRouterBuilder;
import ws.wamp.jawampa.transport.netty.SimpleWampWebsocketListener;

/** The router of jawampa: {@code java -cp 'target/wamp-clients/jawampa/*' src/test/bench/JawampaRouter.java PORT}. */
public final class JawampaRouter {

    private JawampaRouter() {}

    /** Listens until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        WampRouter router = new WampRouterBuilder().addRealm("realm1").build();
        URI address = URI.create("ws://127.0.0.1:" + arguments[0] + "/wamp");
        new SimpleWampWebsocketListener(router, address, null).start();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }
}
