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
    }

    /** Behind that. */
    public static class Pooled {
        private final Response response = new Response();

        public Response getResponse() {
            return response;
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
