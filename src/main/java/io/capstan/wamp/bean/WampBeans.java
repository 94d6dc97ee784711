package io.capstan.wamp.bean;

import io.capstan.Wamp;
import io.capstan.WampException;
import io.capstan.WiringException;
import io.capstan.action.LazyTexts;
import io.capstan.channel.Hub;
import io.capstan.component.ComponentStyle;
import io.capstan.component.Draft;
import io.capstan.component.Invoker;
import io.capstan.component.JsonMessages;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import io.capstan.wamp.RealmDesk;
import io.capstan.wamp.RealmDesks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has methods with {@code @Procedure} and {@code @OnPublication} take part in realms, and is what {@code @Inject Wamp} uses. */
@OnePerApplication
@Typed({WampBeans.class, ComponentStyle.class})
public class WampBeans implements ComponentStyle {
    private final Instance<RealmDesks> realms;
    private final Instance<Hub> hub;
    private final Marshaller marshaller;
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final Map<String, Participant> participants = new ConcurrentHashMap<>();
    private volatile @Nullable Running running;

    /** What is there while the application runs. */
    private record Running(RealmDesks realms, Invoker invoker, CallErrors errors) {}

    @Inject
    WampBeans(Instance<RealmDesks> realms, Instance<Hub> hub) {
        this.realms = realms;
        this.hub = hub;
        this.marshaller = new Marshaller(hub::get, new JsonMessages());
    }

    /** What applications inject. */
    @Produces
    @ApplicationScoped
    Wamp wamp() {
        return new WampView(this, Optional.empty());
    }

    @Override
    public boolean isUsedBy(Class<?> type) {
        return ExposedMethods.exist(type);
    }

    @Override
    public void check(Class<?> type, Consumer<String> faults) {
        ExposedMethods methods = new ExposedMethods(type, marshaller, faults);
        methods.procedures();
        methods.subscribers();
    }

    @Override
    public void compile(Draft draft) {
        // its methods are called by way of realms, whatever the route of their bean is
    }

    @Override
    public void prepare(Settings settings, Collection<Class<?>> styled) {
        types.clear();
        styled.stream().filter(this::isUsedBy).forEach(types::add);
    }

    @Override
    public void start(Invoker invoker, BeanManager beans) {
        running = new Running(realms.get(), invoker, new CallErrors(marshaller, new LazyTexts(Optional.of(beans))));
        List<String> faults = new ArrayList<>();
        for (Class<?> type : types) {
            BeanReference bean = new BeanReference(type, beans);
            ExposedMethods methods = new ExposedMethods(type, marshaller, faults::add);
            methods.procedures().forEach(each -> register(each, bean, faults));
            methods.subscribers().forEach(each -> subscribe(each, bean, faults));
        }
        if (!faults.isEmpty()) {
            throw new WiringException("Capstan cannot put beans into realms:\n - " + String.join("\n - ", faults));
        }
    }

    private void register(Exposed exposed, BeanReference bean, List<String> faults) {
        participant(exposed, faults).ifPresent(participant -> {
            try {
                participant.register(
                        new ProcedureMethod(exposed, bean, running().invoker(), answering(participant)),
                        exposed.options());
            } catch (WampException e) {
                faults.add(exposed + ": @Procedure(\"" + exposed.uri() + "\"): "
                        + e.arguments().get(0));
            }
        });
    }

    private void subscribe(Exposed exposed, BeanReference bean, List<String> faults) {
        participant(exposed, faults)
                .ifPresent(participant -> participant.subscribe(
                        exposed.uri(),
                        exposed.options(),
                        new SubscriberMethod(exposed, bean, running().invoker(), participant.executor())));
    }

    private Optional<Participant> participant(Exposed exposed, List<String> faults) {
        String realm = exposed.realm().isEmpty() ? running().realms().standard() : exposed.realm();
        Optional<Participant> found = participant(realm);
        if (found.isEmpty()) {
            faults.add(exposed + ": there is no realm" + (realm.isEmpty() ? "" : " '" + realm + "'")
                    + "; capstan.wamp.realms names those that there are, as in realm1.");
        }
        return found;
    }

    /** The application in a realm; empty if there is none of this name. */
    Optional<Participant> participant(String realm) {
        Participant known = participants.get(realm);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RealmDesk> desk = running().realms().find(realm);
        return desk.map(found -> participants.computeIfAbsent(
                realm, name -> new Participant(found, running().invoker().executor())));
    }

    String standardRealm() {
        return running().realms().standard();
    }

    Answering answering(Participant participant) {
        return new Answering(participant, marshaller, running().errors());
    }

    Invoker invoker() {
        return running().invoker();
    }

    Marshaller marshaller() {
        return marshaller;
    }

    /** Does something when the transaction commits that this thread is in; at once, if it is in none. */
    void afterCommit(Runnable task) {
        hub.get().afterCommit(task);
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("Capstan has not been started.");
        }
        return now;
    }

    @Override
    public void stop() {
        participants.values().forEach(Participant::leave);
        participants.clear();
    }
}
