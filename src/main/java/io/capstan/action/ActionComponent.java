package io.capstan.action;

import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.action.ActionOptions.OnInvalid;
import io.capstan.component.RequestFailedException;
import io.capstan.wire.WireConnection;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a class with actions of its own does with the messages of its connections. Thread-safe. */
final class ActionComponent {
    private final Map<String, ActionMethod> methods;
    private final ActionRouteOptions options;
    private final Supplier<ActionServices> services;
    /** Made with the first message: when there are channels to speak of. */
    private volatile @Nullable Actions actions;

    ActionComponent(Map<String, ActionMethod> methods, ActionRouteOptions options, Supplier<ActionServices> services) {
        this.methods = methods;
        this.options = options;
        this.services = services;
    }

    /** A text message. */
    @Nullable
    Object text(Object bean, Connection connection, String text) throws RequestFailedException {
        WireConnection wire = services.get().hub().wire(connection).orElse(null);
        return wire == null ? null : actions().take(bean, wire, text);
    }

    /** A binary message, which is none of the dialect. */
    @Nullable
    Object binary(Object bean, Connection connection, ByteBuffer binary) {
        ActionException error = new ActionException(ErrorCode.INVALID, "There are no binary messages here.");
        services.get().hub().wire(connection).ifPresent(wire -> actions()
                .refuse(wire, error, null, CloseCode.UNSUPPORTED_DATA));
        return null;
    }

    private Actions actions() {
        Actions made = actions;
        if (made == null) {
            Map<String, ActionHandler> handlers = new HashMap<>(Common.HANDLERS);
            if (options.channels()) {
                ActionServices running = services.get();
                handlers.putAll(
                        new ChannelActions(running.hub(), running.permissions(), options.subscriptions()).handlers());
            }
            methods.forEach((name, method) -> handlers.put(name, request -> call(method, request)));
            made = new Actions(handlers, options.onInvalid() == OnInvalid.CLOSE);
            actions = made;
        }
        return made;
    }

    private @Nullable Object call(ActionMethod action, ActionRequest request) throws Exception {
        WireConnection connection = request.connection();
        if (!action.method().access().allows(connection.caller())) {
            throw new ActionException(ErrorCode.FORBIDDEN, "You may not do this.");
        }
        RawJson data = request.message().data();
        if (action.data().isNeeded() && (data == null || data.isNull())) {
            throw ActionException.broken("This action needs data.", "data");
        }
        ActionReplies replies = ActionReplies.prepare(request, action);
        ActionInput input = ActionInput.of(request, action.data());
        Object returned = action.method().call(request.bean(), connection, input);
        if (returned instanceof CompletionStage<?> stage) {
            return stage.handle((value, error) -> later(replies, value, error));
        }
        replies.send(returned, options.data(), services.get());
        return null;
    }

    /** A stage is complete. What fails now has its request with it, as what fails at once. */
    private @Nullable Object later(ActionReplies replies, @Nullable Object value, @Nullable Throwable error) {
        if (error != null) {
            throw failed(replies.request(), error);
        }
        try {
            replies.send(value, options.data(), services.get());
        } catch (ActionException e) {
            Actions.send(
                    replies.request().connection(),
                    Frames.error(e, replies.request().message().id()));
        } catch (RuntimeException | Error e) {
            throw failed(replies.request(), e);
        }
        return null;
    }

    private static CompletionException failed(ActionRequest request, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return new CompletionException(new RequestFailedException(request, cause));
    }
}
