package io.capstan.action;

import io.capstan.Channels;
import io.capstan.Concurrent;
import io.capstan.Message;
import io.capstan.OnAction;
import io.capstan.SendTo;
import io.capstan.component.BeanMethods;
import io.capstan.component.Draft;
import io.capstan.component.ViewedReply;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds the actions of a component, and what is wrong with them. */
final class ActionCompiler {
    private static final Set<String> RESERVED = Set.of("error", "fatalError", "hb", "auth", "auth.refresh");
    private static final String CHANNEL = "channel.";

    private final Draft draft;
    private final BeanMethods methods;
    private final Supplier<Channels> channels;
    private final Map<String, ActionMethod> found = new TreeMap<>();

    ActionCompiler(Draft draft, Supplier<Channels> channels) {
        this.draft = draft;
        this.methods = draft.methods();
        this.channels = channels;
    }

    ActionTable compile() {
        methods.with(OnAction.class).forEach(this::add);
        methods.with(SendTo.class).stream()
                .filter(method -> !method.isAnnotationPresent(OnAction.class))
                .forEach(method ->
                        methods.fault(method, "has @SendTo without @OnAction, so that nobody calls it; add @OnAction"));
        return new ActionTable(
                draft.type(),
                found.values().stream()
                        .sorted(Comparator.comparing(ActionMethod::name))
                        .toList());
    }

    private void add(Method method) {
        String written = method.getAnnotation(OnAction.class).value();
        String name = written.isEmpty() ? method.getName() : written;
        check(name, method);
        DataSource source = new DataSource(method, methods, draft, channels);
        ActionReceivers receivers =
                ActionReceivers.of(method, draft::whyNoVariable, what -> methods.fault(method, what));
        methods.resolve(method, source)
                .map(resolved -> new ActionMethod(
                        name, resolved, source.data(), receivers, ViewedReply.views(method), source.names()))
                .ifPresent(this::put);
    }

    private void put(ActionMethod action) {
        ActionMethod other = found.putIfAbsent(action.name(), action);
        if (other != null) {
            draft.fault(draft.type().getName() + ": two methods are for the action '" + action.name() + "', "
                    + other.method() + " and " + action.method() + "; allowed is one.");
        }
    }

    private void check(String name, Method method) {
        if (name.length() > ActionMessage.LONGEST_ACTION) {
            methods.fault(
                    method,
                    "the name of its action has " + name.length() + " characters; allowed are "
                            + ActionMessage.LONGEST_ACTION);
        }
        if (RESERVED.contains(name) || name.startsWith(CHANNEL)) {
            methods.fault(method, "the action '" + name + "' is Capstan's own; allowed is any other name");
        }
        if (Message.class.isAssignableFrom(method.getReturnType())) {
            methods.fault(method, "returns Message, and the dialect makes the message; return the data of the reply");
        }
        ViewedReply.whyNot(method).ifPresent(why -> methods.fault(method, why));
        if (method.isAnnotationPresent(Concurrent.class)) {
            methods.fault(method, "@Concurrent has no effect on one action; put it on the class, for all");
        }
        if (method.isAnnotationPresent(SendTo.class) && method.getReturnType() == void.class) {
            methods.fault(method, "has @SendTo and returns nothing that could be sent; return the data");
        }
    }
}
