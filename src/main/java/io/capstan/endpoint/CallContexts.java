package io.capstan.endpoint;

import io.capstan.component.ExceptionMappers;
import io.capstan.component.Invoker;
import io.capstan.component.RequestContexts;

/**
 * The surroundings of a callback: a request context of its own, and the class loader of the application, since an engine
 * may call from a thread that has another.
 *
 * @param classLoader the application's
 * @param mappers what it makes of its exceptions for clients
 */
record CallContexts(RequestContexts requests, ClassLoader classLoader, ExceptionMappers mappers)
        implements Invoker.Contexts {

    /** Tells observers something. */
    void tell(Runnable telling) {
        try {
            run(telling::run);
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    @Override
    public Throwable translate(Throwable error) {
        return mappers.translate(error);
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
