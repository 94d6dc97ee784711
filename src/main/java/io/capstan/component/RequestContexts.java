package io.capstan.component;

import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.context.control.ActivateRequestContext;

/** Runs callbacks in a request context of their own. */
@OnePerApplication
public class RequestContexts {

    /** A callback of a component. */
    @FunctionalInterface
    public interface Call {
        /** Calls. */
        void run() throws Exception;
    }

    /** Runs this in a new request context, unless one is active already. */
    @ActivateRequestContext
    public void run(Call call) throws Exception {
        call.run();
    }
}
