package io.capstan.channel;

import io.capstan.ChannelAuthorizer;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.ChannelAuthorizer.Decision;
import io.capstan.ChannelAuthorizer.Request;
import io.capstan.settings.ByPriority;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Decides what clients may do with channels: the application's authorizers first, in the order of their priorities, then
 * the configured rules. Dialects ask before they do what a client wants. It calls applications, so it may block and is
 * never asked under a lock. Thread-safe.
 */
@OnePerApplication
public class Permissions {
    private static final System.Logger LOG = System.getLogger(Permissions.class.getName());

    private final List<ChannelAuthorizer> authorizers;
    private final Hub hub;
    private final PublishRates rates = new PublishRates(System::nanoTime);

    @Inject
    Permissions(@Any Instance<ChannelAuthorizer> beans, Hub hub) {
        this(
                ByPriority.sorted(beans).stream()
                        .<ChannelAuthorizer>map(Instance.Handle::get)
                        .toList(),
                hub);
    }

    /** Those of these authorizers, in this order, and of the rules of this hub. */
    public Permissions(List<ChannelAuthorizer> authorizers, Hub hub) {
        this.authorizers = authorizers;
        this.hub = hub;
    }

    /** Whether a client may do this with the channel of this name. */
    public boolean may(Act act, String channel, WireConnection connection) {
        Request request = new Request(act, channel, connection);
        for (ChannelAuthorizer authorizer : authorizers) {
            switch (ask(authorizer, request)) {
                case GRANT -> {
                    return true;
                }
                case DENY -> {
                    return false;
                }
                case IGNORE -> {}
            }
        }
        return hub.rule(channel).permits().of(act).allows(connection.caller());
    }

    /**
     * Whether this is forbidden to a client that may do it by rules of its own dialect: by an authorizer, or by a rule that is
     * configured for this channel. Where neither has a say, it is not.
     */
    public boolean forbids(Act act, String channel, WireConnection connection) {
        Request request = new Request(act, channel, connection);
        for (ChannelAuthorizer authorizer : authorizers) {
            Decision decision = ask(authorizer, request);
            if (decision != Decision.IGNORE) {
                return decision == Decision.DENY;
            }
        }
        ChannelRule rule = hub.rule(channel);
        return rule != ChannelRule.DEFAULT && !rule.permits().of(act).allows(connection.caller());
    }

    /**
     * Whether {@link #forbids} may say so for some channel whose name begins with this. Authorizers decide about single
     * channels, so that they cannot be asked here.
     *
     * @param trusted whether the client may do it by a rule or a decision that was made for it, which authorizers do not
     *     take back
     */
    public boolean forbidsSome(Act act, String beginning, WireConnection connection, boolean trusted) {
        return !authorizers.isEmpty() && !trusted
                || hub.rulesNear(beginning)
                        .anyMatch(rule -> !rule.permits().of(act).allows(connection.caller()));
    }

    /**
     * Counts a publication that a client may and is about to make, whoever has granted it; false, and not counted, if it
     * publishes faster than the rule of the channel says.
     */
    public boolean admit(String channel, WireConnection connection) {
        return rates.admit(connection.id(), hub.rule(channel));
    }

    private static Decision ask(ChannelAuthorizer authorizer, Request request) {
        try {
            return authorizer.decide(request);
        } catch (Throwable e) { // whatever comes out of the application
            LOG.log(Level.WARNING, "An authorizer failed, so that " + request + " is denied", e);
            return Decision.DENY;
        }
    }
}
