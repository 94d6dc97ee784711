package io.capstan.component;

import io.capstan.Connection;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a bean, checked and resolved at deployment. It is called on the bean's client proxy, so that interceptors,
 * transactions and constraints of Bean Validation are in force; whoever calls it sees to active contexts, by {@link
 * Invoker#run}, and asks {@link #access} before.
 */
public final class BeanMethod {
    private final Method method;
    private final Access access;
    private final HandlerMethod code;

    BeanMethod(Method method, List<Argument> arguments) {
        this.method = method;
        this.access = Access.to(method);
        this.code = HandlerMethod.of(method, List.copyOf(arguments));
    }

    /** As it is written. */
    public Method method() {
        return method;
    }

    /** On whose behalf it may be called. */
    public Access access() {
        return access;
    }

    /**
     * Calls it.
     *
     * @param connection on whose behalf; not looked at if the {@link BeanMethods.Source} has said that there is none
     * @param event what the source of its parameters understands
     * @return what it returned
     */
    public @Nullable Object call(Object bean, Connection connection, Object event) throws Exception {
        return code.call(bean, connection, event);
    }

    /**
     * Calls it, on nobody's behalf.
     *
     * @param event what the source of its parameters understands, which has said that there is no connection
     */
    @SuppressWarnings("NullAway") // no parameter asks for the connection
    public @Nullable Object call(Object bean, Object event) throws Exception {
        return code.call(bean, null, event);
    }

    /** {@code show(long, Caller)}. */
    @Override
    public String toString() {
        return Signature.of(method);
    }
}
