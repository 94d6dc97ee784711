package io.capstan.action;

import io.capstan.ClientException;
import io.capstan.component.JsonMessages;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a method with {@code @OnAction} gets its parameters from.
 *
 * @param request the message
 * @param members of its data, if the method asks for some
 */
record ActionInput(ActionRequest request, Map<String, RawJson> members) {

    /** What a method of this shape needs of a message. */
    static ActionInput of(ActionRequest request, ActionData data) throws ActionException {
        RawJson sent = request.message().data();
        if (sent == null || sent.isNull()) {
            return new ActionInput(request, Map.of());
        }
        return new ActionInput(request, data instanceof ActionData.Members ? request.data() : Map.of());
    }

    /** The whole data. */
    Object whole(JsonMessages json, ActionData.Whole shape) {
        return value(request.message().data(), "data", shape.type(), shape.optional(), json);
    }

    /** A member of the data. */
    Object member(JsonMessages json, ActionData.Member shape) {
        return value(members.get(shape.name()), "data." + shape.name(), shape.type(), shape.optional(), json);
    }

    private static Object value(@Nullable RawJson sent, String field, Type type, boolean optional, JsonMessages json) {
        if (sent == null || sent.isNull()) {
            if (optional) {
                return Optional.empty();
            }
            throw new UnfitDataException("This is needed, and missing.", field);
        }
        Object value = read(sent.text(), field, type, json);
        return optional ? Optional.of(value) : value;
    }

    private static Object read(String text, String field, Type type, JsonMessages json) {
        try {
            return json.read(text, type);
        } catch (ClientException unfit) {
            UnfitDataException refusal = new UnfitDataException("This has not the form that is expected here.", field);
            refusal.initCause(unfit);
            throw refusal;
        }
    }
}
