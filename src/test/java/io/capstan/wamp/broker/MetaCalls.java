package io.capstan.wamp.broker;

import io.capstan.WampException;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Grant;
import io.capstan.wamp.RealmProcedure;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dealer that knows only what the broker answers. */
final class MetaCalls implements Dealer {
    private final Map<String, RealmProcedure> procedures = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();

    MetaCalls(BrokerRig rig) {
        rig.broker.provide(this, (session, uri, match) -> {
            if (forbidden.contains(uri)) {
                throw new WampException("wamp.error.not_authorized", "no");
            }
        });
    }

    void forbid(String uri) {
        forbidden.add(uri);
    }

    Arguments call(Session caller, String procedure, Dict named, Object... positional) {
        return procedures.get(procedure).call(caller, Arguments.of(List.of(positional), named.members()));
    }

    /** The first value of what a call without names yields. */
    Object ask(Session caller, String procedure, Object... positional) {
        return call(caller, procedure, Dict.EMPTY, positional).positional().get(0);
    }

    @Override
    public void provide(String procedure, RealmProcedure body) {
        procedures.put(procedure, body);
    }

    @Override
    public void register(Session session, WampMessage.Register request) {}

    @Override
    public void unregister(Session session, WampMessage.Unregister request) {}

    @Override
    public void call(Session session, WampMessage.Call request, Grant grant) {}

    @Override
    public void cancel(Session session, WampMessage.Cancel request) {}

    @Override
    public void yield(Session session, WampMessage.Yield result) {}

    @Override
    public void fail(Session session, WampMessage.Failure error) {}

    @Override
    public void leave(Session session) {}
}
