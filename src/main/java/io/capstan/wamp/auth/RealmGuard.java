package io.capstan.wamp.auth;

import io.capstan.Caller;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.Wamp.Authorizer;
import io.capstan.Wamp.Authorizer.Action;
import io.capstan.Wamp.Authorizer.Decision;
import io.capstan.Wamp.Authorizer.Verdict;
import io.capstan.Wamp.Member;
import io.capstan.WampException;
import io.capstan.channel.Permissions;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wire.WireConnection;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides what members of a realm do: the beans of the application first, then the rules. For a topic, what holds for the channel
 * that it is has to allow it too, so that nobody gets in by this door where another one is locked.
 */
final class RealmGuard implements Guard {
    private static final System.Logger LOG = System.getLogger(RealmGuard.class.getName());
    private static final String NOT_AUTHORIZED = "wamp.error.not_authorized";
    private static final String FAILED = "wamp.error.authorization_failed";

    /** Whoever may call these ends what others have; only who is named for it may. */
    private static final Set<String> MIGHTY = Set.of(
            "wamp.session.kill",
            "wamp.session.kill_by_authid",
            "wamp.session.kill_by_authrole",
            "wamp.session.kill_all",
            "wamp.registration.remove_callee",
            "wamp.subscription.remove_subscriber");

    /** These are about the caller's own session, and what it publishes by them has to be allowed anyway. */
    private static final Set<String> OWN = Set.of("wamp.session.add_testament", "wamp.session.flush_testaments");

    private final String prefix;
    private final Rules rules;
    private final List<Authorizer> beans;
    private final Decisions decisions;
    private final Permissions channels;

    /** @param prefix what the channels of the realm begin with */
    RealmGuard(String prefix, Rules rules, List<Authorizer> beans, Decisions decisions, Permissions channels) {
        this.prefix = prefix;
        this.rules = rules;
        this.beans = beans;
        this.decisions = decisions;
        this.channels = channels;
    }

    @Override
    public Grant check(Session session, Action action, String uri, MatchPolicy match) {
        Decision said = beans.isEmpty()
                ? Decision.IGNORE
                : decisions.find(session, action, uri, match, () -> ask(session, action, uri, match));
        Grant grant =
                switch (said.verdict()) {
                    case GRANT -> Rule.grant(said.disclose(), level(said));
                    case DENY -> throw notAuthorized(action, uri);
                    case IGNORE -> byRules(session, action, uri, match);
                };
        boolean named = said.verdict() == Verdict.GRANT || !rules.isEmpty();
        session.connection().ifPresent(connection -> checkChannel(connection, action, uri, match, named));
        return grant;
    }

    /** The roles of a caller that the application has made itself may come from anywhere. */
    @Override
    public boolean mayBlock(Session session) {
        return !beans.isEmpty()
                || !rules.isEmpty() && session.identity().caller().getClass() != Caller.class;
    }

    @Override
    public void forget(Session session) {
        decisions.forget(session);
    }

    private Decision ask(Session session, Action action, String uri, MatchPolicy match) {
        Identity identity = session.identity();
        Authorizer.Request request = new Authorizer.Request(
                action,
                uri,
                match.text(),
                new Member(
                        identity.realm(),
                        session.id(),
                        identity.authid(),
                        identity.authrole(),
                        identity.authmethod(),
                        identity.caller()));
        Decision last = Decision.IGNORE;
        for (Authorizer bean : beans) {
            try {
                last = bean.decide(request);
            } catch (RuntimeException | Error e) { // whatever comes out of the application
                LOG.log(Level.WARNING, "An authorizer failed, so that " + request + " is denied", e);
                throw new WampException(FAILED, "This could not be decided.");
            }
            if (last.verdict() != Verdict.IGNORE) {
                return last;
            }
        }
        return last;
    }

    private static OptionalLong level(Decision decision) {
        return decision.trustLevel().isPresent()
                ? OptionalLong.of(decision.trustLevel().getAsInt())
                : OptionalLong.empty();
    }

    private Grant byRules(Session session, Action action, String uri, MatchPolicy match) {
        boolean mighty = action == Action.CALL && MIGHTY.contains(uri);
        if (action == Action.CALL && OWN.contains(uri) || rules.isEmpty() && !mighty) {
            return Grant.PLAIN;
        }
        Identity identity = session.identity();
        Optional<Rule> rule = rules.find(
                action,
                new UriPattern(uri, match),
                role -> role.equals(identity.authrole()) || identity.caller().isInRole(role));
        return rule.filter(found -> !mighty || Uris.isReserved(found.pattern().uri()))
                .map(Rule::grant)
                .orElseThrow(() -> notAuthorized(action, uri));
    }

    private void checkChannel(WireConnection connection, Action action, String uri, MatchPolicy match, boolean named) {
        if (Uris.isReserved(uri) || action == Action.CALL || action == Action.REGISTER) {
            return;
        }
        Act act = action == Action.PUBLISH ? Act.PUBLISH : Act.SUBSCRIBE;
        boolean forbidden = match == MatchPolicy.EXACT
                ? channels.forbids(act, prefix + uri, connection)
                : channels.forbidsSome(act, prefix + new UriPattern(uri, match).beginning(), connection, named);
        if (forbidden) {
            throw notAuthorized(action, uri);
        }
        if (action == Action.PUBLISH && !channels.admit(prefix + uri, connection)) {
            throw new WampException("capstan.error.limit_exceeded", "Publications follow each other too fast.");
        }
    }

    private static WampException notAuthorized(Action action, String uri) {
        return new WampException(NOT_AUTHORIZED, "Not allowed: " + action + " " + uri);
    }
}
