package io.capstan.action;

import io.capstan.CloseCode;
import io.capstan.component.RequestFailedException;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands what clients say in the action dialect, and has it done by whoever handles the action. Thread-safe. */
final class Actions {
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

    /**
     * Handles a message, whatever it is. The connection gets an answer, or an error that says what is wrong.
     *
     * @param bean the component
     * @return what else has to be complete before the message is done with; {@code null} if nothing
     * @throws RequestFailedException with the {@link ActionRequest}, if whoever handles it fails
     */
    @Nullable
    Object take(Object bean, WireConnection connection, String text) throws RequestFailedException {
        RawJson id = null;
        ActionMessage message;
        try {
            Map<String, RawJson> members = ActionMessage.members(text);
            id = ActionMessage.id(members);
            message = ActionMessage.of(members, id);
        } catch (ActionException e) {
            refuse(connection, e, id, CloseCode.INVALID_PAYLOAD);
            return null;
        }
        ActionRequest request = new ActionRequest(bean, connection, message);
        try {
            return handler(message.action()).handle(request);
        } catch (ActionException e) {
            if (e.isBroken()) {
                refuse(connection, e, id, CloseCode.INVALID_PAYLOAD);
            } else {
                send(connection, Frames.error(e, id));
            }
        } catch (Throwable e) {
            throw new RequestFailedException(request, e);
        }
        return null;
    }

    private ActionHandler handler(String action) throws ActionException {
        ActionHandler handler = handlers.get(action);
        if (handler == null) {
            throw new ActionException(ErrorCode.UNKNOWN_ACTION, "There is no such action here.");
        }
        return handler;
    }

    /** A message is none of the dialect. */
    void refuse(WireConnection connection, ActionException error, @Nullable RawJson id, CloseCode code) {
        if (closing) {
            send(connection, Frames.fatalError(error, id));
            connection.close(code, error.text());
        } else {
            send(connection, Frames.error(error, id));
        }
    }

    static void send(WireConnection connection, String frame) {
        connection.send(Outgoing.text(frame, Optional.empty()));
    }
}
