package io.capstan.action;

import io.capstan.CloseCode;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands what clients say in the action dialect, and has it done by whoever handles the action. Thread-safe. */
final class Actions {
    private static final System.Logger LOG = System.getLogger(Actions.class.getName());

    private final Map<String, ActionHandler> handlers;
    private final boolean closing;

    /**
     * Knows these actions.
     *
     * @param closing whether a message that is none of the dialect closes the connection
     */
    Actions(Map<String, ActionHandler> handlers, boolean closing) {
        this.handlers = Map.copyOf(handlers);
        this.closing = closing;
    }

    /** Handles a message, whatever it is. The connection gets an answer, or an error that says what is wrong. */
    void take(WireConnection connection, String text) {
        RawJson id = null;
        ActionMessage message;
        try {
            Map<String, RawJson> members = ActionMessage.members(text);
            id = ActionMessage.id(members);
            message = ActionMessage.of(members, id);
        } catch (ActionException e) {
            refuse(connection, e, id);
            return;
        }
        try {
            handler(message.action()).handle(new ActionRequest(connection, message));
        } catch (ActionException e) {
            send(connection, Frames.error(e, id));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> "The action " + message.action() + " failed on " + connection, e);
            send(connection, Frames.error(new ActionException(ErrorCode.INTERNAL, "Internal server error."), id));
        }
    }

    private ActionHandler handler(String action) throws ActionException {
        ActionHandler handler = handlers.get(action);
        if (handler == null) {
            throw new ActionException(ErrorCode.UNKNOWN_ACTION, "There is no such action here.");
        }
        return handler;
    }

    /** A message is none of the dialect. */
    private void refuse(WireConnection connection, ActionException error, @Nullable RawJson id) {
        if (closing) {
            send(connection, Frames.fatalError(error, id));
            connection.close(CloseCode.INVALID_PAYLOAD, error.text());
        } else {
            send(connection, Frames.error(error, id));
        }
    }

    private static void send(WireConnection connection, String frame) {
        connection.send(Outgoing.text(frame, Optional.empty()));
    }
}
