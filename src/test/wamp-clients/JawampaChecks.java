import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import rx.Observable;
import ws.wamp.jawampa.ApplicationError;
import ws.wamp.jawampa.CallFlags;
import ws.wamp.jawampa.EventDetails;
import ws.wamp.jawampa.PubSubData;
import ws.wamp.jawampa.PublishFlags;
import ws.wamp.jawampa.Reply;
import ws.wamp.jawampa.Request;
import ws.wamp.jawampa.SubscriptionFlags;
import ws.wamp.jawampa.WampClient;
import ws.wamp.jawampa.WampClientBuilder;
import ws.wamp.jawampa.WampSerialization;
import ws.wamp.jawampa.auth.client.Ticket;
import ws.wamp.jawampa.transport.netty.NettyWampClientConnectorProvider;

/** Tries a router of WAMP with the client of jawampa: JawampaChecks URL AUTHID SECRET SEED PUBKEY. */
public final class JawampaChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<WampSerialization> FORMS = List.of(WampSerialization.Json, WampSerialization.MessagePack);

    private final Checks checks = new Checks();
    private final String url;
    private final String authid;
    private final String secret;

    private JawampaChecks(String url, String authid, String secret) {
        this.url = url;
        this.authid = authid;
        this.secret = secret;
    }

    public static void main(String[] arguments) {
        JawampaChecks all = new JawampaChecks(arguments[0], arguments[1], arguments[2]);
        all.sessions();
        all.matrix();
        all.events();
        all.calls();
        all.checks.run();
    }

    private static <T> T soon(Observable<T> observable) throws Exception {
        CompletableFuture<T> future = new CompletableFuture<>();
        observable.subscribe(future::complete, future::completeExceptionally, () -> future.complete(null));
        return Checks.soon(future);
    }

    /** A session, and what the router said when it opened. */
    private record Member(WampClient client, WampClient.ConnectedState welcome) implements AutoCloseable {
        String text(String detail) {
            return welcome.welcomeDetails().path(detail).asText();
        }

        Checks.Inbox<PubSubData> subscribe(String topic) throws Exception {
            Checks.Inbox<PubSubData> inbox = new Checks.Inbox<>();
            client.makeSubscription(topic).subscribe(inbox::put);
            granted();
            return inbox;
        }

        Checks.Inbox<EventDetails<Integer>> subscribe(String topic, SubscriptionFlags match) throws Exception {
            Checks.Inbox<EventDetails<Integer>> inbox = new Checks.Inbox<>();
            client.makeSubscriptionWithDetails(topic, match, Integer.class).subscribe(inbox::put);
            granted();
            return inbox;
        }

        /** The library does not say when a subscription or a registration is granted; a call behind it has an answer. */
        void granted() throws Exception {
            soon(client.call("wamp.session.count"));
        }

        void publish(String topic, Object... values) throws Exception {
            ArrayNode args = JSON.valueToTree(values);
            soon(client.publish(topic, EnumSet.of(PublishFlags.RequireAcknowledge), args, null));
        }

        @Override
        public void close() throws Exception {
            soon(client.close());
        }
    }

    private WampClientBuilder builder(WampSerialization form, String realm) throws Exception {
        return new WampClientBuilder()
                .withConnectorProvider(new NettyWampClientConnectorProvider())
                .withUri(url)
                .withRealm(realm)
                .withNrReconnects(0)
                .withReconnectInterval(1, TimeUnit.SECONDS)
                .withSerializations(new WampSerialization[] {form});
    }

    private static Member open(WampClientBuilder builder) throws Exception {
        WampClient client = builder.build();
        CompletableFuture<WampClient.ConnectedState> opened = new CompletableFuture<>();
        client.statusChanged().subscribe(
                state -> {
                    if (state instanceof WampClient.ConnectedState welcome) {
                        opened.complete(welcome);
                    } else if (state instanceof WampClient.DisconnectedState end && end.disconnectReason() != null) {
                        opened.completeExceptionally(end.disconnectReason());
                    }
                },
                opened::completeExceptionally);
        client.open();
        return new Member(client, Checks.soon(opened));
    }

    private Member join(WampSerialization form) throws Exception {
        return open(builder(form, "realm1"));
    }

    private Member ticket(WampSerialization form, String ticket) throws Exception {
        return open(builder(form, "realm1").withAuthId(authid).withAuthMethod(new Ticket(ticket)));
    }

    private void sessions() {
        for (WampSerialization form : FORMS) {
            checks.add("a session in " + form + " is anonymous", () -> {
                try (Member member = join(form)) {
                    Checks.expect(member.text("authmethod"), "anonymous");
                    Checks.expect(member.welcome().routerRoles().size(), 2);
                }
            });
            checks.add("a ticket in " + form + " proves who it is", () -> {
                try (Member member = ticket(form, secret)) {
                    Checks.expect(
                            List.of(member.text("authid"), member.text("authrole"), member.text("authmethod")),
                            List.of(authid, "clerk", "ticket"));
                }
            });
            checks.add("a wrong ticket in " + form + " is refused", () -> Checks.expect(
                    Checks.refusal(ApplicationError.class, () -> ticket(form, "wrong")).uri(),
                    "wamp.error.authentication_denied"));
            checks.add("an unknown realm is refused in " + form, () -> Checks.expect(
                    Checks.refusal(ApplicationError.class, () -> open(builder(form, "nowhere"))).uri(),
                    "wamp.error.no_such_realm"));
        }
    }

    private static ObjectNode payload() throws Exception {
        return (ObjectNode) JSON.readTree("""
                {"integers": [0, -1, 2147483648, -2147483649, 4294967296, 9007199254740991, -9007199254740992],
                 "floats": [0.5, -1.25e-7, 1e300], "texts": ["", "Grüße, 漢字, 🙂", "a\\"b\\\\c\\n"],
                 "nothing": null, "flags": [true, false], "deep": {"list": [[[]], {}, [{"a": [1, {"b": 2}]}]]}}""");
    }

    private void matrix() {
        for (WampSerialization from : FORMS) {
            for (WampSerialization to : FORMS) {
                checks.add("events and calls with nested payload, from " + from + " to " + to, () -> {
                    try (Member one = join(from); Member other = join(to)) {
                        String uri = "it.jawampa." + from.ordinal() + "." + to.ordinal();
                        Checks.Inbox<PubSubData> inbox = other.subscribe(uri);
                        soon(one.client().publish(uri, JSON.createArrayNode().add(payload()), payload()));
                        PubSubData event = inbox.next();
                        Checks.expect(JSON.readTree(event.arguments().toString()).get(0), payload());
                        Checks.expect(JSON.readTree(event.keywordArguments().toString()), payload());

                        other.client().registerProcedure(uri)
                                .subscribe(call -> call.reply(call.arguments(), call.keywordArguments()));
                        other.granted();
                        ArrayNode args = JSON.createArrayNode().add(payload()).add(7);
                        Reply reply = soon(one.client().call(uri, args, payload()));
                        Checks.expect(JSON.readTree(reply.arguments().toString()), args);
                        Checks.expect(JSON.readTree(reply.keywordArguments().toString()), payload());
                    }
                });
            }
        }
        checks.add("bytes in MessagePack", () -> {
            try (Member one = join(WampSerialization.MessagePack); Member other = join(WampSerialization.MessagePack)) {
                Checks.Inbox<PubSubData> inbox = other.subscribe("it.jawampa.bytes");
                byte[] bytes = {0, 1, 127, -128, -1};
                one.publish("it.jawampa.bytes", (Object) bytes);
                Checks.expect(inbox.next().arguments().get(0).binaryValue(), bytes);
            }
        });
    }

    private void events() {
        checks.add("a publisher does not get its own event, unless it wants to", () -> {
            try (Member one = join(WampSerialization.Json); Member other = join(WampSerialization.MessagePack)) {
                Checks.Inbox<PubSubData> own = one.subscribe("it.jawampa.exclude");
                Checks.Inbox<PubSubData> others = other.subscribe("it.jawampa.exclude");
                one.publish("it.jawampa.exclude", "first");
                soon(one.client().publish("it.jawampa.exclude", EnumSet.of(PublishFlags.DontExcludeMe),
                        JSON.createArrayNode().add("second"), null));
                Checks.expect(others.next().arguments().get(0).asText(), "first");
                Checks.expect(others.next().arguments().get(0).asText(), "second");
                Checks.expect(own.next().arguments().get(0).asText(), "second");
                Checks.expect(own.rest(), List.of());
            }
        });
        checks.add("patterns get what fits, and learn the topic", () -> {
            try (Member one = join(WampSerialization.MessagePack); Member other = join(WampSerialization.Json)) {
                var prefix = one.subscribe("it.jawampa.pat", SubscriptionFlags.Prefix);
                var wildcard = one.subscribe("it.jawampa..z", SubscriptionFlags.Wildcard);
                other.publish("it.jawampa.pattern.a", 1);
                other.publish("it.jawampa.other.z", 2);
                EventDetails<Integer> first = prefix.next();
                EventDetails<Integer> second = wildcard.next();
                Checks.expect(List.of(first.topic(), first.message()), List.of("it.jawampa.pattern.a", 1));
                Checks.expect(List.of(second.topic(), second.message()), List.of("it.jawampa.other.z", 2));
            }
        });
        checks.add("nothing comes after unsubscribing", () -> {
            try (Member one = join(WampSerialization.Json); Member other = join(WampSerialization.Json)) {
                Checks.Inbox<PubSubData> left = new Checks.Inbox<>();
                var subscription = one.client().makeSubscription("it.jawampa.left").subscribe(left::put);
                Checks.Inbox<PubSubData> kept = one.subscribe("it.jawampa.kept");
                other.publish("it.jawampa.left", 1);
                left.next();
                subscription.unsubscribe();
                one.granted();
                other.publish("it.jawampa.left", 2);
                other.publish("it.jawampa.kept", 3);
                Checks.expect(kept.next().arguments().get(0).asInt(), 3);
                Checks.expect(left.rest(), List.of());
            }
        });
    }

    private void calls() {
        checks.add("an error has URI, arguments and named arguments", () -> {
            try (Member callee = join(WampSerialization.MessagePack); Member caller = join(WampSerialization.Json)) {
                register(callee, "it.jawampa.fails", call -> call.replyError("it.error.empty",
                        JSON.createArrayNode().add("no tea").add(3), JSON.createObjectNode().put("tea", 0)));
                ApplicationError error = Checks.refusal(
                        ApplicationError.class, () -> soon(caller.client().call("it.jawampa.fails")));
                Checks.expect(error.uri(), "it.error.empty");
                Checks.expect(error.arguments().toString(), "[\"no tea\",3]");
                Checks.expect(error.keywordArguments().toString(), "{\"tea\":0}");
            }
        });
        checks.add("a procedure is there as long as its callee", () -> {
            try (Member caller = join(WampSerialization.Json)) {
                Checks.Inbox<PubSubData> leaving = caller.subscribe("wamp.session.on_leave");
                long session;
                try (Member callee = join(WampSerialization.Json)) {
                    session = callee.welcome().sessionId();
                    register(callee, "it.jawampa.gone", call -> call.reply(1));
                    Checks.expect(soon(caller.client().call("it.jawampa.gone", Integer.class)), 1);
                    ApplicationError taken = Checks.refusal(ApplicationError.class,
                            () -> soon(caller.client().registerProcedure("it.jawampa.gone")));
                    Checks.expect(taken.uri(), "wamp.error.procedure_already_exists");
                }
                while (leaving.next().arguments().get(0).asLong() != session) {
                    // the library does not wait for the router's GOODBYE, and others may still be leaving too
                }
                ApplicationError gone = Checks.refusal(
                        ApplicationError.class, () -> soon(caller.client().call("it.jawampa.gone")));
                Checks.expect(gone.uri(), "wamp.error.no_such_procedure");
            }
        });
        checks.add("a callee learns who calls", () -> {
            try (Member callee = join(WampSerialization.Json); Member caller = join(WampSerialization.MessagePack)) {
                register(callee, "it.jawampa.who", call -> call.reply(call.details().path("caller").asLong()));
                Long seen = soon(caller.client().call("it.jawampa.who", EnumSet.of(CallFlags.DiscloseMe), Long.class));
                Checks.expect(seen, caller.welcome().sessionId());
            }
        });
        checks.add("a hundred calls and publications at once", () -> {
            try (Member one = join(WampSerialization.MessagePack); Member other = join(WampSerialization.Json)) {
                register(one, "it.jawampa.twice", call -> call.reply(2 * call.arguments().get(0).asInt()));
                Checks.Inbox<PubSubData> inbox = one.subscribe("it.jawampa.many");
                Observable<Integer> answers = Observable.range(0, 100).flatMap(number -> {
                    other.client().publish("it.jawampa.many", number);
                    return other.client().call("it.jawampa.twice", Integer.class, number);
                });
                List<Integer> doubled = soon(answers.toSortedList());
                for (int i = 0; i < 100; i++) {
                    Checks.expect(doubled.get(i), 2 * i);
                    Checks.expect(inbox.next().arguments().get(0).asInt(), i);
                }
            }
        });
    }

    private interface Callee {
        void answer(Request call) throws ApplicationError;
    }

    private static void register(Member member, String procedure, Callee callee) throws Exception {
        member.client().registerProcedure(procedure).subscribe(call -> {
            try {
                callee.answer(call);
            } catch (ApplicationError e) {
                throw new IllegalStateException(e);
            }
        });
        member.granted();
    }
}
