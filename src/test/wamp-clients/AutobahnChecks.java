import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.auth.ChallengeResponseAuth;
import io.crossbar.autobahn.wamp.auth.TicketAuth;
import io.crossbar.autobahn.wamp.exceptions.ApplicationError;
import io.crossbar.autobahn.wamp.interfaces.IAuthenticator;
import io.crossbar.autobahn.wamp.interfaces.IInvocationHandler;
import io.crossbar.autobahn.wamp.interfaces.ISerializer;
import io.crossbar.autobahn.wamp.interfaces.ITransport;
import io.crossbar.autobahn.wamp.interfaces.ITransportHandler;
import io.crossbar.autobahn.wamp.interfaces.TriConsumer;
import io.crossbar.autobahn.wamp.transports.NettyWebSocket;
import io.crossbar.autobahn.wamp.types.CallOptions;
import io.crossbar.autobahn.wamp.types.CallResult;
import io.crossbar.autobahn.wamp.types.CloseDetails;
import io.crossbar.autobahn.wamp.types.EventDetails;
import io.crossbar.autobahn.wamp.types.InvocationDetails;
import io.crossbar.autobahn.wamp.types.InvocationResult;
import io.crossbar.autobahn.wamp.types.PublishOptions;
import io.crossbar.autobahn.wamp.types.RegisterOptions;
import io.crossbar.autobahn.wamp.types.Registration;
import io.crossbar.autobahn.wamp.types.SessionDetails;
import io.crossbar.autobahn.wamp.types.SubscribeOptions;
import io.crossbar.autobahn.wamp.types.Subscription;
import io.crossbar.autobahn.wamp.types.TransportOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tries a router of WAMP with the client autobahn-java: AutobahnChecks URL AUTHID SECRET SEED PUBKEY. */
public final class AutobahnChecks {
    private static final List<String> FORMS = List.of("json", "msgpack", "cbor");
    private static final PublishOptions ACKNOWLEDGED = new PublishOptions(true, true);

    private final Checks checks = new Checks();
    private final String url;
    private final String authid;
    private final String secret;

    private AutobahnChecks(String url, String authid, String secret) {
        this.url = url;
        this.authid = authid;
        this.secret = secret;
    }

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        AutobahnChecks all = new AutobahnChecks(arguments[0], arguments[1], arguments[2]);
        all.sessions();
        all.matrix();
        all.events();
        all.calls();
        all.checks.run();
    }

    /**
     * Hands out what comes in the thread of the session. The library prepares for WELCOME only when it has sent HELLO, so
     * that it may miss that of a quick router; and handlers on several threads would see events in any order.
     */
    private static final class Transport extends NettyWebSocket {
        private final Executor inOrder;

        Transport(String url, String form, Executor inOrder) {
            super(url, List.of("wamp.2." + form));
            this.inOrder = inOrder;
        }

        @Override
        public void connect(ITransportHandler session, TransportOptions options) throws Exception {
            super.connect(new ITransportHandler() {
                @Override
                public void onConnect(ITransport transport, ISerializer serializer) throws Exception {
                    session.onConnect(transport, serializer);
                }

                @Override
                public void onMessage(byte[] payload, boolean isBinary) {
                    inOrder.execute(() -> {
                        try {
                            session.onMessage(payload, isBinary);
                        } catch (Exception e) {
                            e.printStackTrace();
                        }
                    });
                }

                @Override
                public void onLeave(CloseDetails details) {
                    inOrder.execute(() -> session.onLeave(details));
                }

                @Override
                public void onDisconnect(boolean wasClean) {
                    inOrder.execute(() -> session.onDisconnect(wasClean));
                }

                @Override
                public boolean isConnected() {
                    return session.isConnected();
                }
            }, options);
        }
    }

    private record Event(List<Object> args, Map<String, Object> kwargs, EventDetails details) {}

    /** A session, and what it ends with. */
    private record Member(Session session, CompletableFuture<CloseDetails> end)
            implements AutoCloseable {
        Checks.Inbox<Event> subscribe(String topic, SubscribeOptions options) throws Exception {
            Checks.Inbox<Event> inbox = new Checks.Inbox<>();
            subscribe(topic, inbox, options);
            return inbox;
        }

        Subscription subscribe(String topic, Checks.Inbox<Event> inbox, SubscribeOptions options) throws Exception {
            TriConsumer<List<Object>, Map<String, Object>, EventDetails> heard =
                    (args, kwargs, details) -> inbox.put(new Event(args, kwargs, details));
            return Checks.soon(
                    options == null ? session.subscribe(topic, heard) : session.subscribe(topic, heard, options));
        }

        Registration register(String procedure, IInvocationHandler callee) throws Exception {
            return Checks.soon(session.register(procedure, callee));
        }

        long publish(String topic, Object... values) throws Exception {
            return Checks.soon(session.publish(topic, ACKNOWLEDGED, values)).publication;
        }

        /** The library does not hand out what the router says when it opens. */
        List<Object> identity() throws Exception {
            Map<?, ?> its = (Map<?, ?>) call("wamp.session.get", session.getID()).get(0);
            return List.of(its.get("authid"), its.get("authrole"), its.get("authmethod"));
        }

        List<Object> call(String procedure, Object... values) throws Exception {
            return Checks.soon(session.call(procedure, values)).results;
        }

        @Override
        public void close() throws Exception {
            session.leave();
            Checks.soon(end); // with the router's GOODBYE or with the close behind it, whichever the library saw first
        }
    }

    private Member join(String form, IAuthenticator... authenticators) throws Exception {
        return join(form, "realm1", authenticators);
    }

    private Member join(String form, String realm, IAuthenticator... authenticators) throws Exception {
        Executor inOrder = Executors.newSingleThreadExecutor();
        Session session = new Session(inOrder);
        CompletableFuture<SessionDetails> joined = new CompletableFuture<>();
        CompletableFuture<CloseDetails> end = new CompletableFuture<>();
        session.addOnJoinListener((same, details) -> joined.complete(details));
        session.addOnLeaveListener((same, details) -> {
            end.complete(details);
            joined.completeExceptionally(new ApplicationError(details.reason));
        });
        Client client = new Client(new Transport(url, form, inOrder));
        if (authenticators.length == 0) {
            client.add(session, realm);
        } else {
            client.add(session, realm, List.of(authenticators));
        }
        client.connect();
        Checks.soon(joined);
        return new Member(session, end);
    }

    private static String uriOf(Checks.Attempt attempt) throws Exception {
        return Checks.refusal(ApplicationError.class, attempt).getMessage();
    }

    private void sessions() {
        for (String form : FORMS) {
            checks.add("a session in " + form + " is anonymous, and ends", () -> {
                try (Member member = join(form)) {
                    Checks.expect(member.identity().subList(1, 3), List.of("anonymous", "anonymous"));
                }
            });
            checks.add("ticket and wampcra in " + form + " prove who it is", () -> {
                for (IAuthenticator each : List.of(
                        new TicketAuth(authid, secret), new ChallengeResponseAuth(authid, secret))) {
                    try (Member member = join(form, each)) {
                        Checks.expect(member.identity(), List.of(authid, "clerk", each.getAuthMethod()));
                    }
                }
            });
        }
        checks.add("a wrong ticket and a wrong signature are refused", () -> {
            for (IAuthenticator each : List.of(
                    new TicketAuth(authid, "wrong"), new ChallengeResponseAuth(authid, "wrong"))) {
                Checks.expect(uriOf(() -> join("json", each)), "wamp.error.authentication_denied");
            }
        });
        checks.add("an unknown realm is refused", () ->
                Checks.expect(uriOf(() -> join("cbor", "nowhere")), "wamp.error.no_such_realm"));
    }

    private static Map<String, Object> payload() {
        Map<String, Object> all = new HashMap<>();
        all.put("integers", List.of(0, -1, 2147483648L, -2147483649L, 4294967296L, 9007199254740991L, -9007199254740992L));
        all.put("floats", List.of(0.5, -1.25e-7, 1e300));
        all.put("texts", List.of("", "Grüße, 漢字, 🙂", "a\"b\\c\n"));
        all.put("nothing", null);
        all.put("flags", List.of(true, false));
        all.put("deep", Map.of("list", List.of(List.of(List.of()), Map.of(), List.of(Map.of("a", List.of(1))))));
        return all;
    }

    private void matrix() {
        for (String from : FORMS) {
            for (String to : FORMS) {
                checks.add("events and calls with nested payload, from " + from + " to " + to, () -> {
                    try (Member one = join(from); Member other = join(to)) {
                        String uri = "it.java." + from + "." + to;
                        Checks.Inbox<Event> inbox = other.subscribe(uri, (SubscribeOptions) null);
                        List<Object> args = Arrays.asList(payload(), 7);
                        long id = Checks.soon(one.session().publish(uri, args, payload(), ACKNOWLEDGED)).publication;
                        Event event = inbox.next();
                        Checks.expect(List.of(event.args(), event.kwargs()), List.of(args, payload()));
                        Checks.expect(event.details().publication, id);

                        other.register(uri, (in, named, details) -> new InvocationResult(in, named));
                        CallResult result = Checks.soon(
                                one.session().call(uri, args, payload(), new CallOptions(5000)));
                        Checks.expect(List.of(result.results, result.kwresults), List.of(args, payload()));
                    }
                });
            }
        }
        for (String form : List.of("msgpack", "cbor")) {
            checks.add("bytes in " + form, () -> {
                try (Member one = join(form); Member other = join("cbor")) {
                    byte[] bytes = {0, 1, 127, -128, -1};
                    Checks.Inbox<Event> inbox = other.subscribe("it.java.bytes", (SubscribeOptions) null);
                    one.publish("it.java.bytes", (Object) bytes);
                    Checks.expect(inbox.next().args().get(0), bytes);
                }
            });
        }
    }

    private void events() {
        checks.add("a publisher does not get its own event, unless it wants to", () -> {
            try (Member one = join("json"); Member other = join("cbor")) {
                Checks.Inbox<Event> own = one.subscribe("it.java.exclude", (SubscribeOptions) null);
                Checks.Inbox<Event> others = other.subscribe("it.java.exclude", (SubscribeOptions) null);
                one.publish("it.java.exclude", "first");
                Checks.soon(one.session().publish("it.java.exclude", new PublishOptions(true, false), "second"));
                Checks.expect(others.next().args(), List.of("first"));
                Checks.expect(others.next().args(), List.of("second"));
                Checks.expect(own.next().args(), List.of("second"));
                Checks.expect(own.rest(), List.of());
            }
        });
        checks.add("patterns get what fits, and learn the topic; nothing comes after unsubscribing", () -> {
            try (Member one = join("msgpack"); Member other = join("json")) {
                Checks.Inbox<Event> prefix = new Checks.Inbox<>();
                Subscription subscription =
                        one.subscribe("it.java.pat", prefix, new SubscribeOptions("prefix", true, false));
                Checks.Inbox<Event> wildcard =
                        one.subscribe("it.java..z", new SubscribeOptions("wildcard", true, false));
                other.publish("it.java.pattern.a", 1);
                other.publish("it.java.other.z", 2);
                Event first = prefix.next();
                Event second = wildcard.next();
                Checks.expect(List.of(first.details().topic, first.args()), List.of("it.java.pattern.a", List.of(1)));
                Checks.expect(List.of(second.details().topic, second.args()), List.of("it.java.other.z", List.of(2)));
                Checks.soon(one.session().unsubscribe(subscription));
                other.publish("it.java.pattern.z", 3);
                Checks.expect(wildcard.next().args(), List.of(3));
                Checks.expect(prefix.rest(), List.of());
            }
        });
        checks.add("a retained event comes to who subscribes later", () -> {
            try (Member one = join("cbor"); Member other = join("msgpack")) {
                Checks.soon(one.session().publish("it.java.kept", new PublishOptions(true, true, true), "kept"));
                Event event = other.subscribe("it.java.kept", new SubscribeOptions("exact", true, true)).next();
                Checks.expect(List.of(event.args(), event.details().retained), List.of(List.of("kept"), true));
            }
        });
    }

    private void calls() {
        checks.add("an error has URI and arguments", () -> {
            try (Member callee = join("cbor"); Member caller = join("msgpack")) {
                callee.register("it.java.fails", (args, kwargs, details) -> {
                    throw new IllegalStateException("no tea");
                });
                ApplicationError error =
                        Checks.refusal(ApplicationError.class, () -> caller.call("it.java.fails"));
                Checks.expect(error.getMessage(), "wamp.error.runtime_error");
            }
        });
        checks.add("a procedure is there as long as its registration", () -> {
            try (Member callee = join("json"); Member caller = join("cbor")) {
                Registration registration =
                        callee.register("it.java.gone", (args, kwargs, details) -> new InvocationResult((Object) 1));
                Checks.expect(caller.call("it.java.gone"), List.of(1));
                Checks.expect(uriOf(() -> caller.register("it.java.gone", (args, kwargs, details) -> null)),
                        "wamp.error.procedure_already_exists");
                Checks.soon(callee.session().unregister(registration));
                Checks.expect(uriOf(() -> caller.call("it.java.gone")), "wamp.error.no_such_procedure");
            }
        });
        checks.add("a shared registration goes round", () -> {
            try (Member one = join("json"); Member two = join("msgpack"); Member caller = join("cbor")) {
                RegisterOptions shared = new RegisterOptions("exact", RegisterOptions.INVOKE_ROUNDROBIN);
                for (Member each : List.of(one, two)) {
                    IInvocationHandler callee =
                            (args, kwargs, details) -> new InvocationResult((Object) (each == one ? "one" : "two"));
                    Checks.soon(each.session().register("it.java.shared", callee, shared));
                }
                List<Object> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.addAll(caller.call("it.java.shared"));
                }
                Checks.expect(new TreeSet<>(answers), new TreeSet<>(List.of("one", "two")));
                Checks.expect(answers.subList(0, 2), answers.subList(2, 4));
            }
        });
        checks.add("a call is over when its time is, with wamp.error.timeout", () -> {
            try (Member callee = join("json"); Member caller = join("json")) {
                callee.session().register("it.java.never",
                        (BiFunction<List<Object>, InvocationDetails, CompletableFuture<InvocationResult>>)
                                (args, details) -> new CompletableFuture<>()).get();
                Checks.expect(uriOf(() -> Checks.soon(caller.session().call("it.java.never", new CallOptions(100)))),
                        "wamp.error.timeout");
            }
        });
        checks.add("a hundred calls and publications at once", () -> {
            try (Member one = join("msgpack"); Member other = join("cbor")) {
                one.register("it.java.twice", (args, kwargs, details) ->
                        new InvocationResult((Object) (2 * (Integer) args.get(0))));
                Checks.Inbox<Event> inbox = one.subscribe("it.java.many", (SubscribeOptions) null);
                List<CompletableFuture<CallResult>> answers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    other.session().publish("it.java.many", i);
                    answers.add(other.session().call("it.java.twice", i));
                }
                for (int i = 0; i < 100; i++) {
                    Checks.expect(Checks.soon(answers.get(i)).results, List.of(2 * i));
                    Checks.expect(inbox.next().args(), List.of(i));
                }
            }
        });
    }
}
