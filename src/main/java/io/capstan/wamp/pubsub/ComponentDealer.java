package io.capstan.wamp.pubsub;

import io.capstan.PubSubComponent;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Grant;
import io.capstan.wamp.RealmProcedure;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.v1.UriMapping;
import java.util.concurrent.CompletionStage;

/** Has a component answer calls; its clients register nothing. */
final class ComponentDealer implements Dealer {
    private final Answers answers;

    ComponentDealer(Answers answers) {
        this.answers = answers;
    }

    @Override
    public void call(Session session, WampMessage.Call request, Grant grant) {
        Participant client = Participant.of(session);
        Arguments arguments = request.arguments();
        PubSubComponent.Call call = new PubSubComponent.Call(
                Long.toString(request.request()),
                UriMapping.back(request.procedure()),
                arguments.positional(),
                arguments.named());
        client.run(session, request, () -> {
            Object returned = client.bean().onCall(client.connection(), call);
            if (returned instanceof CompletionStage<?> stage) {
                client.answer(session, request, stage.thenAccept(value -> answers.result(session, request, value)));
            } else {
                answers.result(session, request, returned);
            }
        });
    }

    @Override
    public void register(Session session, WampMessage.Register request) {
        refuse(session, request, Answers.NOT_AUTHORIZED, "Clients register nothing here.");
    }

    @Override
    public void unregister(Session session, WampMessage.Unregister request) {
        refuse(session, request, "wamp.error.no_such_registration", "Clients register nothing here.");
    }

    private static void refuse(Session session, WampMessage.Request request, String error, String why) {
        Answers.refuse(session, request, error, Arguments.of(why));
    }

    /** What was begun is ended: nothing here can be canceled. */
    @Override
    public void cancel(Session session, WampMessage.Cancel request) {}

    @Override
    public void yield(Session session, WampMessage.Yield result) throws ProtocolViolation {
        throw new ProtocolViolation("Nobody is called here.");
    }

    @Override
    public void fail(Session session, WampMessage.Failure error) throws ProtocolViolation {
        throw new ProtocolViolation("Nobody is called here.");
    }

    @Override
    public void leave(Session session) {}

    @Override
    public void provide(String procedure, RealmProcedure body) {}
}
