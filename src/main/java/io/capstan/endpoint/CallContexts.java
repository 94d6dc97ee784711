package io.capstan.endpoint;

import io.capstan.component.Invoker;
import io.capstan.component.RequestContexts;

/**
 * The surroundings of a callback: a request context of its own, and the class loader of the application, since an engine
 * may call from a thread that has another.
 *
 * @param classLoader the application's
 */
record CallContexts(RequestContexts requests, ClassLoader classLoader) implements Invoker.Contexts {

    /** Tells observers something. */
    void tell(Runnable telling) {
        try {
            run(telling::run);
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    @Override
    public void run(RequestContexts.Call call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == classLoader) {
            requests.run(call);
            return;
        }
        thread.setContextClassLoader(classLoader);
        try {
            requests.run(call);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
