package io.capstan.wamp.bean;

import io.capstan.OnPublication;
import io.capstan.Procedure;
import io.capstan.Procedure.CallContext;
import io.capstan.Procedure.ProgressiveResult;
import io.capstan.component.BeanMethod;
import io.capstan.component.BeanMethods;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Uris;
import io.capstan.wamp.bean.MethodArguments.Incoming;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds the methods of a class that take part in realms, and says what is wrong with them. */
final class ExposedMethods {
    private static final Map<Class<?>, Function<Incoming, Object>> OF_CALLS = Map.of(
            CallContext.class, incoming -> ((MethodCall) incoming).call(),
            ProgressiveResult.class, incoming -> ((MethodCall) incoming).progress());
    private static final Map<Class<?>, Function<Incoming, Object>> OF_EVENTS =
            Map.of(OnPublication.Event.class, incoming -> (BeanEvent) incoming);

    private final Class<?> type;
    private final BeanMethods methods;
    private final Marshaller marshaller;

    ExposedMethods(Class<?> type, Marshaller marshaller, Consumer<String> faults) {
        this.type = type;
        this.methods = BeanMethods.of(type, faults);
        this.marshaller = marshaller;
    }

    /** Whether a class has any. */
    static boolean exist(Class<?> type) {
        return BeanMethods.exist(type, Procedure.class) || BeanMethods.exist(type, OnPublication.class);
    }

    /** Those that answer calls. */
    List<Exposed> procedures() {
        List<Exposed> found = new ArrayList<>();
        for (Method method : methods.with(Procedure.class)) {
            Procedure procedure = method.getAnnotation(Procedure.class);
            checkUri(method, "@Procedure", procedure.value(), procedure.match());
            checkInvoke(method, procedure);
            MethodArguments arguments =
                    new MethodArguments(marshaller, OF_CALLS, ", Procedure.CallContext, Procedure.ProgressiveResult");
            resolve(method, arguments)
                    .ifPresent(resolved -> found.add(new Exposed(
                            type,
                            resolved,
                            procedure.value(),
                            procedure.realm(),
                            Exposed.options(procedure),
                            arguments.names())));
        }
        return found;
    }

    /** Those that take publications. */
    List<Exposed> subscribers() {
        List<Exposed> found = new ArrayList<>();
        for (Method method : methods.with(OnPublication.class)) {
            OnPublication publication = method.getAnnotation(OnPublication.class);
            checkUri(method, "@OnPublication", publication.value(), publication.match());
            if (method.getReturnType() != void.class) {
                methods.fault(
                        method,
                        "returns " + method.getReturnType().getSimpleName() + ", and nobody gets it; allowed is void");
            }
            MethodArguments arguments = new MethodArguments(marshaller, OF_EVENTS, ", OnPublication.Event");
            resolve(method, arguments)
                    .ifPresent(resolved -> found.add(new Exposed(
                            type,
                            resolved,
                            publication.value(),
                            publication.realm(),
                            Exposed.options(publication),
                            arguments.names())));
        }
        return found;
    }

    private Optional<BeanMethod> resolve(Method method, MethodArguments arguments) {
        return methods.resolve(method, arguments);
    }

    private void checkUri(Method method, String annotation, String uri, String match) {
        Optional<MatchPolicy> policy = MatchPolicy.named(match);
        if (policy.isEmpty()) {
            methods.fault(
                    method, annotation + "(match = \"" + match + "\") is none; allowed are exact, prefix and wildcard");
        } else if (!policy.get().allows(uri, Uris.Check.LOOSE)) {
            methods.fault(
                    method,
                    annotation + "(\"" + uri
                            + "\") is no URI; allowed are components without blanks and #, a dot between"
                            + " them, as in shop.price");
        } else if (annotation.equals("@Procedure") && Uris.isReserved(uri)) {
            methods.fault(method, annotation + "(\"" + uri + "\") begins with wamp., and those are the router's own");
        }
    }

    private void checkInvoke(Method method, Procedure procedure) {
        if (!ProcedureMethod.INVOKE.contains(procedure.invoke())) {
            methods.fault(
                    method,
                    "@Procedure(invoke = \"" + procedure.invoke() + "\") is none; allowed are "
                            + String.join(", ", ProcedureMethod.INVOKE));
        }
        if (procedure.concurrency() < 0) {
            methods.fault(
                    method,
                    "@Procedure(concurrency = " + procedure.concurrency() + ") is none; allowed are 0 and more");
        }
    }
}
