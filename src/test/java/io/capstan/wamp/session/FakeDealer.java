package io.capstan.wamp.session;

import io.capstan.WampException;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Grant;
import io.capstan.wamp.RealmProcedure;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls procedures of the realm, and keeps open what it does not know. */
final class FakeDealer implements Dealer {
    final List<String> told = new ArrayList<>();
    final Map<String, RealmProcedure> procedures = new HashMap<>();
    boolean mayBlock = true;
    /** Whether answers of callees break the protocol. */
    boolean fails;

    private long registrations;

    @Override
    public boolean mayBlock(WampMessage message) {
        return mayBlock;
    }

    @Override
    public Set<String> features() {
        return Set.of("call_canceling");
    }

    @Override
    public void register(Session session, WampMessage.Register request) {
        told.add("register " + request.procedure());
        session.send(new WampMessage.Registered(request.request(), ++registrations));
    }

    @Override
    public void unregister(Session session, WampMessage.Unregister request) {
        told.add("unregister " + request.registration());
        session.send(new WampMessage.Unregistered(request.request(), null));
    }

    @Override
    public void call(Session session, WampMessage.Call request, Grant grant) {
        told.add("call " + request.procedure());
        RealmProcedure body = procedures.get(request.procedure());
        if (body != null) {
            try {
                session.send(
                        new WampMessage.Result(request.request(), Dict.EMPTY, body.call(session, request.arguments())));
            } catch (WampException e) {
                session.send(request.failure(e.uri(), Arguments.of(e.arguments(), Map.of())));
            }
        }
    }

    @Override
    public void cancel(Session session, WampMessage.Cancel request) {
        told.add("cancel " + request.request());
    }

    @Override
    public void yield(Session session, WampMessage.Yield result) throws ProtocolViolation {
        if (fails) {
            throw new ProtocolViolation("There was no invocation.");
        }
        told.add("yield " + result.request());
    }

    @Override
    public void fail(Session session, WampMessage.Failure error) {
        told.add("fail " + error.request());
    }

    @Override
    public void leave(Session session) {
        told.add("leave");
    }

    @Override
    public void provide(String procedure, RealmProcedure body) {
        procedures.put(procedure, body);
    }
}
