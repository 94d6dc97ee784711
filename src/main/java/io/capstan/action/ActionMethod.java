package io.capstan.action;

import io.capstan.OnAction;
import io.capstan.component.BeanMethod;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A method with {@link OnAction}, as it was found at deployment: for those who call it, and for those who describe it.
 *
 * @param name of the action
 * @param method what is called
 * @param data what it takes
 * @param receivers who gets what it returns
 * @param views with which the data of its reply is written
 * @param parameters by their positions, as what its clients know them: the name of the member, empty for the whole data
 */
public record ActionMethod(
        String name,
        BeanMethod method,
        ActionData data,
        ActionReceivers receivers,
        Set<String> views,
        List<String> parameters) {

    /** The type of the data of its reply; {@code void} if that has none. */
    public Type reply() {
        Type type = method.method().getGenericReturnType();
        Type value = inside(type, CompletionStage.class);
        return value == Void.class ? void.class : inside(value, Optional.class);
    }

    /** Whether its reply has no data. */
    boolean returnsNothing() {
        return reply() == void.class;
    }

    private static Type inside(Type type, Class<?> wrapper) {
        return type instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                        && wrapper.isAssignableFrom(raw)
                        && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : type;
    }
}
