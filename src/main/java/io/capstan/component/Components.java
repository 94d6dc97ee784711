package io.capstan.component;

import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Route;
import io.capstan.WiringException;
import io.capstan.wire.json.JsonBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Makes components of beans. Each class is looked at once, whatever style it is written in. Thread-safe. */
public final class Components {
    private final JsonMessages json = new JsonMessages();
    private final Conversations conversations = new Conversations();
    private final Map<Class<?>, Handlers> known = new ConcurrentHashMap<>();
    /** Those of the rooms above, in the order of their names. Set once, before there are components. */
    private volatile List<ComponentStyle> styles;

    /** One that knows only the styles of this room, unless it learns of others. */
    public Components() {
        this(List.of());
    }

    /** One that knows these styles too. */
    public Components(List<ComponentStyle> styles) {
        this.styles = List.copyOf(styles);
    }

    /** From now on it knows these styles too. */
    void use(List<ComponentStyle> found) {
        styles = List.copyOf(found);
    }

    /** From now on JSON-B is as the application has configured it. */
    public void use(JsonBinding configured) {
        json.use(configured);
    }

    /** The styles of the rooms above. */
    public List<ComponentStyle> styles() {
        return styles;
    }

    /** Looks at a class that carries these routes, names what is wrong with it, and tells how much it handles. */
    int check(Class<?> type, List<RouteTemplate> routes, Consumer<String> faults) {
        int handlers = find(type, Optional.of(routes), faults).size();
        if (!Conversation.class.isAssignableFrom(type)) {
            return handlers + InterfaceStyle.hooks(type) + (usesStyle(type) ? 1 : 0);
        }
        if (handlers > 0) {
            faults.accept(type.getName() + ": is a " + Conversation.class.getName()
                    + ", which takes all messages, and has other handlers; allowed is one or the other.");
        }
        return 1;
    }

    /** Whether a class is written in one of the styles of the rooms above. */
    boolean usesStyle(Class<?> type) {
        return styles.stream().anyMatch(style -> style.isUsedBy(type));
    }

    /** Where a route leads whose class this is. */
    Target target(Class<?> type, Route route) {
        Target target = Target.of(type, route);
        for (ComponentStyle style : styles) {
            if (style.isUsedBy(type)) {
                target = target.speaking(style.speech(type));
            }
        }
        return target;
    }

    private HandlersBuilder find(Class<?> type, Optional<List<RouteTemplate>> routes, Consumer<String> faults) {
        HandlersBuilder handlers = new HandlersBuilder(type, faults);
        InterfaceStyle.find(type, handlers);
        Arguments arguments = new Arguments(json, new HandshakeArguments(routes), faults);
        new AnnotatedStyle(type, arguments, faults).find(handlers);
        for (ComponentStyle style : styles) {
            if (style.isUsedBy(type)) {
                style.compile(new Draft(type, routes, json, handlers, faults));
            }
        }
        return handlers;
    }

    /**
     * A component whose class says what it handles and for whom.
     *
     * @throws WiringException if the class is wrong, and nobody has checked it before
     */
    public Component of(Class<?> type, Object bean) {
        if (bean instanceof Conversation conversation) {
            return conversations.component(type, conversation);
        }
        return new Component(type, bean, Access.to(type), known.computeIfAbsent(type, this::handlers));
    }

    private Handlers handlers(Class<?> type) {
        List<String> faults = new ArrayList<>();
        HandlersBuilder handlers = find(type, Optional.empty(), faults::add);
        if (handlers.size() + InterfaceStyle.hooks(type) == 0 && !usesStyle(type) && faults.isEmpty()) {
            faults.add(type.getName() + ": handles nothing; " + Component.HOW_TO_HANDLE + ".");
        }
        if (!faults.isEmpty()) {
            throw new WiringException("Capstan cannot use the component:\n - " + String.join("\n - ", faults));
        }
        return handlers.build();
    }

    /** The largest message that a class says it takes by {@code @OnMessage(maxMessageSize)}, in bytes. */
    public static OptionalLong largestMessage(Class<?> type) {
        return AnnotatedStyle.largestMessage(type);
    }

    /** Where conversations get their threads. */
    public Conversations conversations() {
        return conversations;
    }

    /** One that fails like this when a connection is opened. */
    public static Component failing(Class<?> type, Throwable failure) {
        Handler.Body<Connection> open = (bean, connection, opened) -> {
            throw new IllegalStateException(type.getName() + " has no component: " + failure.getMessage(), failure);
        };
        return new Component(
                type,
                type,
                Access.to(type),
                new Handlers(
                        Optional.of(new Handler<>(Access.to(type), false, open)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** A component of which only the bean is known, or its client proxy. */
    public Component behind(Object bean) {
        Class<?> type = bean.getClass();
        while (isProxy(type) && type.getSuperclass() != Object.class) {
            type = type.getSuperclass();
        }
        return of(type, bean);
    }

    /** Containers make proxies of classes as synthetic subclasses, or give them names that nobody writes. */
    private static boolean isProxy(Class<?> type) {
        return type.isSynthetic()
                || type.getName().contains("$Proxy$")
                || type.getName().contains("$$");
    }
}
