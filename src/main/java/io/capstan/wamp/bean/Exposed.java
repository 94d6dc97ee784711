package io.capstan.wamp.bean;

import io.capstan.OnPublication;
import io.capstan.Procedure;
import io.capstan.component.BeanMethod;
import io.capstan.wamp.message.Dict;
import java.util.List;

/**
 * A method of a bean that takes part in a realm, as it was found at deployment.
 *
 * @param type the class of the bean
 * @param method what is called
 * @param uri of the procedure or the topic, or the pattern of several
 * @param realm the name of the realm; empty if the standard one is meant
 * @param options with which it is registered or subscribed
 * @param names as what callers know its parameters, by their positions
 */
record Exposed(Class<?> type, BeanMethod method, String uri, String realm, Dict options, List<String> names) {

    static Dict options(Procedure procedure) {
        Dict options = Dict.of("match", procedure.match()).with("invoke", procedure.invoke());
        return procedure.concurrency() == 0 ? options : options.with("concurrency", (long) procedure.concurrency());
    }

    static Dict options(OnPublication publication) {
        return Dict.of("match", publication.match());
    }

    /** Whether the method has nothing to return. */
    boolean returnsNothing() {
        Class<?> returned = method.method().getReturnType();
        return returned == void.class;
    }

    @Override
    public String toString() {
        return type.getName() + "." + method;
    }
}
