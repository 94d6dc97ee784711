package io.capstan.wamp.message;

import io.capstan.wamp.message.WampMessage.Abort;
import io.capstan.wamp.message.WampMessage.Authenticate;
import io.capstan.wamp.message.WampMessage.Call;
import io.capstan.wamp.message.WampMessage.Cancel;
import io.capstan.wamp.message.WampMessage.Challenge;
import io.capstan.wamp.message.WampMessage.Event;
import io.capstan.wamp.message.WampMessage.EventReceived;
import io.capstan.wamp.message.WampMessage.Failure;
import io.capstan.wamp.message.WampMessage.Goodbye;
import io.capstan.wamp.message.WampMessage.Hello;
import io.capstan.wamp.message.WampMessage.Interrupt;
import io.capstan.wamp.message.WampMessage.Invocation;
import io.capstan.wamp.message.WampMessage.Publish;
import io.capstan.wamp.message.WampMessage.Published;
import io.capstan.wamp.message.WampMessage.Register;
import io.capstan.wamp.message.WampMessage.Registered;
import io.capstan.wamp.message.WampMessage.Result;
import io.capstan.wamp.message.WampMessage.Subscribe;
import io.capstan.wamp.message.WampMessage.Subscribed;
import io.capstan.wamp.message.WampMessage.Unregister;
import io.capstan.wamp.message.WampMessage.Unregistered;
import io.capstan.wamp.message.WampMessage.Unsubscribe;
import io.capstan.wamp.message.WampMessage.Unsubscribed;
import io.capstan.wamp.message.WampMessage.Welcome;
import io.capstan.wamp.message.WampMessage.Yield;
import org.jspecify.annotations.Nullable;

/** Writes one message: its elements straight to what writes a serializer. */
final class MessageWriter {
    private final MessageSink sink;
    private final MessageType type;
    private int elements;

    private MessageWriter(MessageSink sink, MessageType type) {
        this.sink = sink;
        this.type = type;
    }

    static void write(WampMessage message, MessageSink sink) {
        new MessageWriter(sink, message.kind()).fields(message);
    }

    private void fields(WampMessage message) {
        switch (type) {
            case HELLO -> fields((Hello) message);
            case WELCOME -> fields((Welcome) message);
            case ABORT -> fields((Abort) message);
            case CHALLENGE -> fields((Challenge) message);
            case AUTHENTICATE -> fields((Authenticate) message);
            case GOODBYE -> fields((Goodbye) message);
            case ERROR -> fields((Failure) message);
            case PUBLISH -> fields((Publish) message);
            case PUBLISHED -> fields((Published) message);
            case SUBSCRIBE -> fields((Subscribe) message);
            case SUBSCRIBED -> fields((Subscribed) message);
            case UNSUBSCRIBE -> fields((Unsubscribe) message);
            case UNSUBSCRIBED -> fields((Unsubscribed) message);
            case EVENT -> fields((Event) message);
            case EVENT_RECEIVED -> fields((EventReceived) message);
            case CALL -> fields((Call) message);
            case CANCEL -> fields((Cancel) message);
            case RESULT -> fields((Result) message);
            case REGISTER -> fields((Register) message);
            case REGISTERED -> fields((Registered) message);
            case UNREGISTER -> fields((Unregister) message);
            case UNREGISTERED -> fields((Unregistered) message);
            case INVOCATION -> fields((Invocation) message);
            case INTERRUPT -> fields((Interrupt) message);
            case YIELD -> fields((Yield) message);
        }
        sink.end(elements);
    }

    // the session

    private void fields(Hello hello) {
        begin(2).string(hello.realm()).dict(hello.details());
    }

    private void fields(Welcome welcome) {
        begin(2).id(welcome.session()).dict(welcome.details());
    }

    private void fields(Abort abort) {
        begin(2, abort).dict(abort.details()).string(abort.reason()).payload(abort);
    }

    private void fields(Challenge challenge) {
        begin(2).string(challenge.method()).dict(challenge.extra());
    }

    private void fields(Authenticate authenticate) {
        begin(2).string(authenticate.signature()).dict(authenticate.extra());
    }

    private void fields(Goodbye goodbye) {
        begin(2, goodbye).dict(goodbye.details()).string(goodbye.reason()).payload(goodbye);
    }

    private void fields(Failure failure) {
        begin(4, failure)
                .id(failure.type())
                .id(failure.request())
                .dict(failure.details())
                .string(failure.error())
                .payload(failure);
    }

    // publications

    private void fields(Publish publish) {
        begin(3, publish)
                .id(publish.request())
                .dict(publish.options())
                .string(publish.topic())
                .payload(publish);
    }

    private void fields(Published published) {
        begin(2).id(published.request()).id(published.publication());
    }

    private void fields(Subscribe subscribe) {
        begin(3).id(subscribe.request()).dict(subscribe.options()).string(subscribe.topic());
    }

    private void fields(Subscribed subscribed) {
        begin(2).id(subscribed.request()).id(subscribed.subscription());
    }

    private void fields(Unsubscribe unsubscribe) {
        begin(2).id(unsubscribe.request()).id(unsubscribe.subscription());
    }

    private void fields(Unsubscribed unsubscribed) {
        revocation(unsubscribed.request(), unsubscribed.details());
    }

    private void fields(Event event) {
        begin(3, event)
                .id(event.subscription())
                .id(event.publication())
                .dict(event.details())
                .payload(event);
    }

    private void fields(EventReceived received) {
        begin(1).id(received.publication());
    }

    // calls

    private void fields(Call call) {
        begin(3, call)
                .id(call.request())
                .dict(call.options())
                .string(call.procedure())
                .payload(call);
    }

    private void fields(Cancel cancel) {
        begin(2).id(cancel.request()).dict(cancel.options());
    }

    private void fields(Result result) {
        begin(2, result).id(result.request()).dict(result.details()).payload(result);
    }

    private void fields(Register register) {
        begin(3).id(register.request()).dict(register.options()).string(register.procedure());
    }

    private void fields(Registered registered) {
        begin(2).id(registered.request()).id(registered.registration());
    }

    private void fields(Unregister unregister) {
        begin(2).id(unregister.request()).id(unregister.registration());
    }

    private void fields(Unregistered unregistered) {
        revocation(unregistered.request(), unregistered.details());
    }

    private void fields(Invocation invocation) {
        begin(3, invocation)
                .id(invocation.request())
                .id(invocation.registration())
                .dict(invocation.details())
                .payload(invocation);
    }

    private void fields(Interrupt interrupt) {
        begin(2).id(interrupt.request()).dict(interrupt.options());
    }

    private void fields(Yield yield) {
        begin(2, yield).id(yield.request()).dict(yield.options()).payload(yield);
    }

    // elements

    private void revocation(long request, @Nullable Dict details) {
        begin(details == null ? 1 : 2).id(request);
        if (details != null) {
            dict(details);
        }
    }

    /** A message of so many elements behind the type. */
    private MessageWriter begin(int fields) {
        elements = fields + 1;
        sink.beginList(elements);
        sink.integer(type.code());
        return this;
    }

    /** One that has arguments too. */
    private MessageWriter begin(int fields, WampMessage message) {
        return begin(fields + payloadOf(message).shape().elements());
    }

    private static Payload payloadOf(WampMessage message) {
        return (Payload) message.arguments();
    }

    private MessageWriter id(long id) {
        sink.integer(id);
        return this;
    }

    private MessageWriter string(String string) {
        sink.string(string);
        return this;
    }

    private MessageWriter dict(Dict dict) {
        Values.tell(dict.members(), sink);
        return this;
    }

    private void payload(WampMessage message) {
        Payload payload = payloadOf(message);
        if (!payload.isEmpty()) {
            sink.payload(payload);
        }
    }
}
