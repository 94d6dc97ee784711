package io.capstan.gate;

import jakarta.servlet.ServletRequest;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades a request to a guard that is made here, on Payara.
 *
 * <p>Payara has CDI make every upgrade handler of an application with beans: for each handshake it describes the class
 * anew, asks all extensions about it, and keeps half a kilobyte of that for as long as the connection lives. That is a good
 * part of what a handshake costs there, and the guard has nothing injected.
 *
 * <p>A server that is not as expected upgrades in its own way.
 */
final class PayaraUpgrade {
    private static final System.Logger LOG = System.getLogger(PayaraUpgrade.class.getName());
    private static final String FACADE = "org.apache.catalina.connector.RequestFacade";

    /** How to get at the objects of this server; written once known. */
    private static volatile @Nullable Access access;

    /** Set for good when a server of that name turns out to be another one than expected. */
    private static volatile boolean unexpected;

    private PayaraUpgrade() {}

    /** The guard to which this request is being upgraded now; {@code null} if nothing has been done. */
    static @Nullable UpgradeGuard of(ServletRequest request) {
        if (unexpected || !request.getClass().getName().equals(FACADE)) {
            return null;
        }
        try {
            Access found = access;
            if (found == null) {
                found = new Access(request.getClass());
                access = found;
            }
            return found.upgrade(request);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            unexpected = true;
            LOG.log(Level.INFO, "The server makes upgrade handlers in its own way, which takes longer: {0}", e);
            return null;
        }
    }

    /** What {@code Request.upgrade} of Payara 6 does, but for making the handler. */
    private static final class Access {
        private final Field request;
        private final Field handler;
        private final Method begin;
        private final Method pooled;
        private final Method response;
        private final Method suspend;
        private final Field localText;
        private final Method packet;
        private final Method localChunk;
        private final Method recycle;

        Access(Class<?> facade) throws ReflectiveOperationException {
            request = facade.getDeclaredField("request");
            request.setAccessible(true);
            handler = request.getType().getDeclaredField("httpUpgradeHandler");
            handler.setAccessible(true);
            begin = request.getType().getMethod("setUpgrade", boolean.class);
            pooled = request.getType().getMethod("getCoyoteRequest");
            response = pooled.getReturnType().getMethod("getResponse");
            suspend = response.getReturnType().getMethod("suspend");
            localText = request.getType().getDeclaredField("localAddr");
            localText.setAccessible(true);
            packet = pooled.getReturnType().getMethod("getRequest");
            localChunk = packet.getReturnType().getMethod("localAddr");
            recycle = localChunk.getReturnType().getMethod("recycle");
        }

        /** Nothing has been done if this throws: what may fail comes first. */
        UpgradeGuard upgrade(ServletRequest facade) throws ReflectiveOperationException {
            Object own = request.get(facade);
            forgetLocalText(own);
            Object answer = response.invoke(pooled.invoke(own));
            UpgradeGuard guard = new UpgradeGuard();
            handler.set(own, guard);
            begin.invoke(own, true);
            suspend.invoke(answer);
            return guard;
        }

        /**
         * Its address as text, which the gate has asked for and which the server would keep as long as the connection, once for
         * each. Who asks again has it made again.
         */
        private void forgetLocalText(Object own) throws ReflectiveOperationException {
            localText.set(own, null);
            recycle.invoke(localChunk.invoke(packet.invoke(pooled.invoke(own))));
        }
    }
}
