package io.capstan.action;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.action.ActionOptions.OnInvalid;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.settings.OnePerApplication;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets clients follow channels in the action dialect. Mounted at {@code capstan.channels.route}, if that is set; a client may
 * offer the subprotocol {@code capstan.json}, and need not.
 */
@OnePerApplication
public class ChannelsComponent implements MessageComponent {
    private final Hub hub;
    private final Permissions permissions;
    private volatile Actions actions;

    @Inject
    ChannelsComponent(Hub hub, Permissions permissions) {
        this.hub = hub;
        this.permissions = permissions;
        this.actions = actions(ActionOptions.DEFAULTS);
    }

    /** These options hold from now on. */
    public void start(ActionOptions options) {
        actions = actions(options);
    }

    private Actions actions(ActionOptions options) {
        Map<String, ActionHandler> handlers =
                new HashMap<>(new ChannelActions(hub, permissions, options.subscriptions()).handlers());
        handlers.put("hb", request -> request.reply(null));
        handlers.put("auth", ChannelsComponent::refuseToken);
        handlers.put("auth.refresh", ChannelsComponent::refuseToken);
        return new Actions(handlers, options.onInvalid() == OnInvalid.CLOSE);
    }

    /** Where tokens are taken in messages, these do not come here. */
    private static void refuseToken(ActionRequest request) throws ActionException {
        throw new ActionException(ErrorCode.NOT_ENABLED, "No tokens are taken in messages here.");
    }

    @Override
    public void onMessage(Connection connection, String text) {
        hub.wire(connection).ifPresent(wire -> actions.take(wire, text));
    }
}
