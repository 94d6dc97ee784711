package io.capstan.wamp.dealer;

import io.capstan.WampException;
import io.capstan.wamp.Broker;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Grant;
import io.capstan.wamp.RealmProcedure;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Passthru;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The dealer of a realm. Thread-safe. */
public final class RealmDealer implements Dealer, OngoingCall.Site {
    /** What clients may rely on. */
    private static final Set<String> FEATURES = Set.of(
            "caller_identification",
            "progressive_call_results",
            "progressive_call_invocations",
            "call_canceling",
            "call_timeout",
            "call_reroute",
            "call_trustlevels",
            "pattern_based_registration",
            "shared_registration",
            "registration_meta_api",
            "registration_revocation",
            "payload_passthru_mode");

    private static final System.Logger LOG = System.getLogger(RealmDealer.class.getName());

    private final DealerOptions options;
    private final BiFunction<Duration, Runnable, Future<?>> timer;
    private final Registry registry;
    private final Map<Session, Party> parties = new ConcurrentHashMap<>();
    private final Map<String, RealmProcedure> provided = new ConcurrentHashMap<>();
    private final AtomicLong lateAnswers = new AtomicLong();

    /**
     * A dealer without registrations.
     *
     * @param broker who is told what becomes of registrations
     * @param timer runs a task after some time, on a thread where it may send
     */
    public RealmDealer(Broker broker, DealerOptions options, BiFunction<Duration, Runnable, Future<?>> timer) {
        this.options = options;
        this.timer = timer;
        this.registry = new Registry(broker);
        new RegistrationProcedures(registry, this::known).provideTo(this);
    }

    @Override
    public Set<String> features() {
        return FEATURES;
    }

    /** Whoever is told something takes it without waiting, and procedures of the realm itself are asked for elsewhere. */
    @Override
    public boolean mayBlock(WampMessage message) {
        return !(message instanceof WampMessage.Yield
                || message instanceof WampMessage.Failure
                || message instanceof WampMessage.Call call && !provided.containsKey(call.procedure()));
    }

    private Party party(Session session) {
        Party party = parties.get(session);
        return party != null ? party : parties.computeIfAbsent(session, Party::new);
    }

    private @Nullable Party known(long session) {
        return parties.values().stream()
                .filter(party -> party.session().id() == session)
                .findFirst()
                .orElse(null);
    }

    /** How many answers came to calls that were over, or never were. */
    public long lateAnswers() {
        return lateAnswers.get();
    }

    // registrations

    @Override
    public void register(Session session, WampMessage.Register request) throws ProtocolViolation {
        String uri = request.procedure();
        try {
            RegisterOptions wanted = RegisterOptions.of(request.options());
            if (!wanted.match().allows(uri, options.check()) || Uris.isReserved(uri)) {
                throw new WampException(
                        Errors.INVALID_URI,
                        Uris.isReserved(uri)
                                ? "URIs that begin with wamp. are the router's."
                                : "This is no URI of a procedure: " + uri);
            }
            Party party = party(session);
            if (party.registrationCount() >= options.registrations()) {
                throw new WampException(
                        Errors.TOO_MANY, "A session registers at most " + options.registrations() + " procedures.");
            }
            registry.register(
                    party, uri, wanted, id -> session.send(new WampMessage.Registered(request.request(), id)));
        } catch (WampException e) {
            session.send(failure(request, e));
        }
    }

    @Override
    public void unregister(Session session, WampMessage.Unregister request) {
        if (registry.unregister(party(session), request.registration())) {
            session.send(new WampMessage.Unregistered(request.request(), null));
        } else {
            session.send(request.failure(
                    Errors.NO_SUCH_REGISTRATION,
                    Arguments.of("This session has no registration " + request.registration() + ".")));
        }
    }

    @Override
    public void provide(String procedure, RealmProcedure body) {
        provided.put(procedure, body);
    }

    // calls

    @Override
    public void call(Session session, WampMessage.Call request, Grant grant) throws ProtocolViolation {
        try {
            CallOptions wanted = CallOptions.of(request.options());
            check(session, wanted);
            if (!isPartOfAnother(party(session), request, wanted)) {
                begin(session, request, wanted, grant);
            }
        } catch (WampException e) {
            session.send(failure(request, e));
        }
    }

    /** What was not announced ends the session, where that is insisted on. */
    private void check(Session session, CallOptions wanted) throws ProtocolViolation {
        demand(session, wanted.isPart(), "caller.progressive_call_invocations");
        demand(session, !wanted.passthru().isEmpty(), "caller.payload_passthru_mode");
    }

    private void demand(Session session, boolean used, String feature) throws ProtocolViolation {
        if (used && options.strict() && !session.features().has(feature)) {
            throw new ProtocolViolation("The feature " + feature + " is used and was not announced.");
        }
    }

    private static boolean isPartOfAnother(Party party, WampMessage.Call request, CallOptions wanted)
            throws ProtocolViolation {
        OngoingCall ongoing = party.call(request.request());
        if (ongoing == null) {
            return party.isLate(request.request(), !wanted.isPart());
        }
        if (!ongoing.takesParts() || !ongoing.procedure().equals(request.procedure())) {
            throw new ProtocolViolation("A call with the id " + request.request() + " is under way.");
        }
        ongoing.part(request, wanted.isPart());
        return true;
    }

    private void begin(Session session, WampMessage.Call request, CallOptions wanted, Grant grant) {
        String procedure = request.procedure();
        RealmProcedure own = provided.get(procedure);
        if (own != null) {
            if (!session.offer(new WampMessage.Result(request.request(), Dict.EMPTY, answer(own, session, request)))) {
                throw new WampException(Errors.TOO_LARGE, "The answer is larger than its receiver takes.");
            }
            return;
        }
        Registration registration = registry.best(procedure);
        if (registration == null) {
            boolean valid = Uris.isExact(procedure, options.check());
            throw valid
                    ? new WampException(Errors.NO_SUCH_PROCEDURE, "There is no procedure " + procedure + ".")
                    : new WampException(Errors.INVALID_URI, "This is no URI of a procedure: " + procedure);
        }
        if (wanted.disclosesCaller() && !grant.mayDisclose()) {
            throw new WampException(Errors.DISCLOSURE_NOT_ALLOWED, "Callers are not disclosed here.");
        }
        Party party = party(session);
        if (party.callCount() >= options.calls()) {
            throw new WampException(Errors.TOO_MANY, "A session has at most " + options.calls() + " calls under way.");
        }
        new OngoingCall(party, request, wanted, grant, registration, this).begin();
    }

    private static Arguments answer(RealmProcedure own, Session session, WampMessage.Call request) {
        try {
            return own.call(session, request.arguments());
        } catch (WampException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> "The procedure " + request.procedure() + " of the realm failed", e);
            throw new WampException(Errors.INTERNAL, "Internal server error.");
        }
    }

    @Override
    public void cancel(Session session, WampMessage.Cancel request) throws ProtocolViolation {
        String name = request.options().string("mode").orElse(CancelMode.KILLNOWAIT.text());
        Optional<CancelMode> mode = CancelMode.named(name);
        if (mode.isEmpty()) {
            session.send(new WampMessage.Failure(
                    request.kind().code(),
                    request.request(),
                    Dict.EMPTY,
                    Errors.OPTION_NOT_ALLOWED,
                    Arguments.of("The option mode is '" + name + "'; allowed are skip, kill and killnowait.")));
            return;
        }
        OngoingCall call = party(session).call(request.request());
        if (call != null) {
            call.cancel(mode.get());
        }
    }

    // answers

    @Override
    public void yield(Session session, WampMessage.Yield result) throws ProtocolViolation {
        Dict passthru = Passthru.of(result.options());
        boolean progress = result.options().flag("progress");
        demand(session, !passthru.isEmpty(), "callee.payload_passthru_mode");
        Party party = party(session);
        OngoingCall call = invocation(party, result.request());
        if (call != null) {
            call.yielded(party, result, progress, passthru);
        }
    }

    @Override
    public void fail(Session session, WampMessage.Failure error) throws ProtocolViolation {
        if (!Uris.isExact(error.error(), Uris.Check.LOOSE)) {
            throw new ProtocolViolation("This is no URI of an error: " + error.error());
        }
        Party party = party(session);
        OngoingCall call = invocation(party, error.request());
        if (call != null) {
            call.failed(party, error);
        }
    }

    /** The call that is answered; {@code null} if it is over, as it may be by a cancellation on its way. */
    private @Nullable OngoingCall invocation(Party party, long request) throws ProtocolViolation {
        OngoingCall call = party.invocation(request);
        if (call == null) {
            if (options.strict() && !party.session().knowsInvocation(request)) {
                throw new ProtocolViolation("There was no invocation " + request + ".");
            }
            lateAnswers.incrementAndGet();
        }
        return call;
    }

    @Override
    public void leave(Session session) {
        Party party = parties.remove(session);
        if (party != null) {
            party.leave();
            party.registrations().forEach(registration -> registry.remove(party, registration));
            party.invocations().forEach(call -> call.calleeLeft(party));
            party.calls().forEach(OngoingCall::callerLeft);
        }
    }

    private static WampMessage failure(WampMessage.Request request, WampException e) {
        return request.failure(e.uri(), Arguments.of(e.arguments(), e.keywordArguments()));
    }

    // for calls

    @Override
    public boolean isStrict() {
        return options.strict();
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        return timer.apply(delay, task);
    }
}
