package io.capstan.action;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.action.ActionOptions.OnInvalid;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.component.RequestFailedException;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.WireConnection;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets clients follow channels in the action dialect. Mounted at {@code capstan.channels.route}, if that is set; a client may
 * offer the subprotocol {@code capstan.json}, and need not.
 */
@OnePerApplication
public class ChannelsComponent implements MessageComponent {
    private static final System.Logger LOG = System.getLogger(ChannelsComponent.class.getName());

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
        Map<String, ActionHandler> handlers = new HashMap<>(Common.HANDLERS);
        handlers.putAll(new ChannelActions(hub, permissions, options.subscriptions()).handlers());
        return new Actions(handlers, options.onInvalid() == OnInvalid.CLOSE);
    }

    @Override
    public void onMessage(Connection connection, String text) {
        hub.wire(connection).ifPresent(wire -> take(wire, text));
    }

    private void take(WireConnection connection, String text) {
        try {
            actions.take(this, connection, text);
        } catch (RequestFailedException e) {
            LOG.log(Level.WARNING, () -> "An action failed on " + connection, e.getCause());
            ActionException error = new ActionException(ErrorCode.INTERNAL, "Internal server error.");
            Actions.send(
                    connection,
                    Frames.error(error, ActionRequest.of(e).message().id()));
        }
    }
}
