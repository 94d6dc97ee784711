package io.capstan.component;

import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.View;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A handler whose reply is written with the views that {@link View} on its method names. */
public final class ViewedReply implements Handler.Body<Object> {
    private final HandlerMethod handler;
    private final String[] views;

    private ViewedReply(HandlerMethod handler, Set<String> views) {
        this.handler = handler;
        this.views = views.toArray(String[]::new);
    }

    /** The code of a handler method, with its views if it names any. */
    static Handler.Body<Object> of(Method method, HandlerMethod handler) {
        Set<String> views = views(method);
        return views.isEmpty() ? handler : new ViewedReply(handler, views);
    }

    /** The views that a method names. */
    public static Set<String> views(Method method) {
        View view = method.getAnnotation(View.class);
        return view == null ? Set.of() : Set.copyOf(Arrays.asList(view.value()));
    }

    /** Why a method cannot have views, if it names any and cannot: a part of a sentence. */
    public static Optional<String> whyNot(Method method) {
        View view = method.getAnnotation(View.class);
        if (view == null) {
            return Optional.empty();
        }
        Class<?> returned = method.getReturnType();
        if (view.value().length == 0) {
            return Optional.of("has @View without a name; allowed is at least one");
        }
        return returned == void.class || returned == String.class || Message.class.isAssignableFrom(returned)
                ? Optional.of("has @View and returns " + returned.getSimpleName()
                        + ", which has no properties; return the object that is to be written")
                : Optional.empty();
    }

    @Override
    public @Nullable Object call(Object bean, Connection connection, Object event) throws Exception {
        return viewed(handler.call(bean, connection, event));
    }

    private @Nullable Object viewed(@Nullable Object reply) {
        if (reply instanceof CompletionStage<?> stage) {
            return stage.thenApply(this::viewed);
        }
        if (reply instanceof Optional<?> optional) {
            return optional.map(this::viewed);
        }
        return reply == null
                        || reply instanceof Message
                        || reply instanceof String
                        || reply instanceof ByteBuffer
                        || reply instanceof byte[]
                ? reply
                : Message.json(reply, views);
    }
}
