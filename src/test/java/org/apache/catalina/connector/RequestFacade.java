package org.apache.catalina.connector;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** Looks like Payara's, as far as Capstan looks into it. */
public class RequestFacade extends HttpServletRequestWrapper {

    /** {@code null}: this server is another one than expected. */
    protected final @Nullable Request request;

    public RequestFacade(HttpServletRequest plain, @Nullable Request request) {
        super(plain);
        this.request = request;
    }

    /** Behind the facade. */
    public static class Request {
        protected @Nullable HttpUpgradeHandler httpUpgradeHandler;
        protected @Nullable String localAddr = "127.0.0.1";
        private final Pooled pooled = new Pooled();
        private boolean upgrading;

        public void setUpgrade(boolean begun) {
            upgrading = begun;
        }

        public Pooled getCoyoteRequest() {
            return pooled;
        }

        /** The handler of an upgrade that has begun, with the answer kept back. */
        public @Nullable HttpUpgradeHandler upgraded() {
            return upgrading && pooled.response.suspended ? httpUpgradeHandler : null;
        }

        /** Whether it has its address as text, or what is behind it has. */
        public boolean knowsLocalText() {
            return localAddr != null || pooled.packet.local.known;
        }
    }

    /** Behind that. */
    public static class Pooled {
        private final Response response = new Response();
        private final Packet packet = new Packet();

        public Response getResponse() {
            return response;
        }

        public Packet getRequest() {
            return packet;
        }
    }

    /** What has come from the client, and by which way. */
    public static class Packet {
        private final Chunk local = new Chunk();

        public Chunk localAddr() {
            local.known = true;
            return local;
        }
    }

    /** A text. */
    public static class Chunk {
        private boolean known = true;

        public void recycle() {
            known = false;
        }
    }

    /** And that. */
    public static class Response {
        private boolean suspended;

        public void suspend() {
            suspended = true;
        }
    }
}
