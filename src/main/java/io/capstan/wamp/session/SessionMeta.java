package io.capstan.wamp.session;

import io.capstan.WampException;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Identity;
import io.capstan.wamp.RealmProcedure;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The procedures by which members of a realm see and end sessions (WAMP, "Session Meta API"). */
final class SessionMeta {
    private final Realm realm;

    SessionMeta(Realm realm) {
        this.realm = realm;
    }

    void provide(Dealer dealer) {
        Map<String, RealmProcedure> procedures = Map.of(
                "count", (caller, arguments) -> Arguments.of(found(arguments).count()),
                "list",
                        (caller, arguments) ->
                                Arguments.of(found(arguments).map(Session::id).toList()),
                "get", (caller, arguments) -> Arguments.of(details(find(arguments))),
                "kill", this::kill,
                "kill_by_authid",
                        (caller, arguments) -> {
                            String authid = Parameters.of(arguments).text(0, "authid");
                            return Arguments.of(killAll(caller, arguments, session -> session.identity()
                                    .authid()
                                    .equals(authid)));
                        },
                "kill_by_authrole",
                        (caller, arguments) -> {
                            String role = Parameters.of(arguments).text(0, "authrole");
                            return Arguments.of((long) killAll(caller, arguments, session -> session.identity()
                                            .authrole()
                                            .equals(role))
                                    .size());
                        },
                "kill_all",
                        (caller, arguments) -> Arguments.of(
                                killAll(caller, arguments, session -> true).size()));
        procedures.forEach((name, body) -> dealer.provide("wamp.session." + name, body));
    }

    /** What others learn of a session. */
    static Map<String, Object> details(ClientSession session) {
        Identity identity = session.identity();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("session", session.id());
        details.put("authid", identity.authid());
        details.put("authrole", identity.authrole());
        details.put("authmethod", identity.authmethod());
        details.put("authprovider", identity.authprovider());
        details.put("transport", session.transport());
        return details;
    }

    private Stream<ClientSession> found(Arguments arguments) {
        Stream<ClientSession> all = realm.roster().all();
        return Parameters.of(arguments)
                .texts(0, "filter_authroles")
                .map(Set::copyOf)
                .map(roles ->
                        all.filter(session -> roles.contains(session.identity().authrole())))
                .orElse(all);
    }

    private ClientSession find(Arguments arguments) {
        return realm.roster().find(Parameters.of(arguments).id(0, "session")).orElseThrow(SessionMeta::unknown);
    }

    private static WampException unknown() {
        return new WampException(Reason.NO_SUCH_SESSION, "There is no such session.");
    }

    private Arguments kill(Session caller, Arguments arguments) {
        WampMessage goodbye = goodbye(arguments);
        ClientSession session = find(arguments);
        if (session.id() == caller.id() || !realm.roster().remove(session)) {
            throw unknown();
        }
        session.end(goodbye);
        return Arguments.NONE;
    }

    private List<Long> killAll(Session caller, Arguments arguments, Predicate<ClientSession> wanted) {
        WampMessage goodbye = goodbye(arguments);
        return realm.roster()
                .all()
                .filter(wanted)
                .filter(session -> session.id() != caller.id())
                .filter(realm.roster()::remove) // so that nobody is killed, and counted, twice
                .peek(session -> session.end(goodbye))
                .map(Session::id)
                .toList();
    }

    private WampMessage goodbye(Arguments arguments) {
        Parameters parameters = Parameters.of(arguments);
        String reason = parameters.text("reason").orElse(Reason.KILLED);
        if (!Uris.isExact(reason, realm.options().uris())) {
            throw new WampException(Reason.INVALID_URI, "The reason is no URI.");
        }
        return new WampMessage.Goodbye(
                parameters.text("message").map(text -> Dict.of("message", text)).orElse(Dict.EMPTY),
                reason,
                Arguments.NONE);
    }
}
