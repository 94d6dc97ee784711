package io.capstan.action;

import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.action.ActionRouteOptions.Violations;
import io.capstan.action.ViolationTexts.Violation;
import io.capstan.channel.JsonStrings;
import io.capstan.component.Failure;
import io.capstan.component.FailureAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells clients in the words of the dialect what has failed. */
final class ActionFailures implements FailureAnswer {
    /** What programs are told where the application names nothing itself. */
    private static final String REFUSED = "refused";

    private final Supplier<ActionServices> services;
    private final Map<String, ActionMethod> actions;
    private final Violations violations;

    ActionFailures(Supplier<ActionServices> services, Map<String, ActionMethod> actions, Violations violations) {
        this.services = services;
        this.actions = actions;
        this.violations = violations;
    }

    @Override
    public void tell(Connection connection, Failure failure) {
        Optional<ActionMessage> message = failure.request().map(request -> ((ActionRequest) request).message());
        RawJson id = message.map(ActionMessage::id).orElse(null);
        switch (failure.kind()) {
            case FOR_CLIENT -> refused(connection, (ClientException) failure.error(), id);
            case NOT_ALLOWED -> error(connection, data("You may not do this.", ErrorCode.FORBIDDEN.text()), id);
            case INVALID -> error(connection, violated(connection, failure.error(), message), id);
            case INTERNAL -> internal(connection, failure, id);
        }
    }

    private static void refused(Connection connection, ClientException refusal, @Nullable RawJson id) {
        String text = String.valueOf(refusal.getMessage());
        JsonWriter data = data(text, refusal.errorCode().orElse(REFUSED));
        if (refusal instanceof UnfitDataException unfit) {
            data.text("field", unfit.field());
        }
        if (refusal.isFatal()) {
            fatal(connection, data, id, refusal.code(), text);
        } else {
            error(connection, data, id);
        }
    }

    private static void internal(Connection connection, Failure failure, @Nullable RawJson id) {
        JsonWriter data = data(Failure.FAILED, ErrorCode.INTERNAL.text()).text("reference", failure.id());
        if (failure.closing()) {
            fatal(connection, data, id, CloseCode.INTERNAL_ERROR.code(), Failure.FAILED);
        } else {
            error(connection, data, id);
        }
    }

    private String violated(Connection connection, Throwable error, Optional<ActionMessage> message) {
        List<String> parameters = message.map(ActionMessage::action)
                .map(actions::get)
                .map(ActionMethod::parameters)
                .orElse(List.of());
        List<Violation> all = services.get().texts().of(error, parameters, Languages.best(connection));
        if (violations == Violations.MESSAGES) {
            return JsonWriter.array(all, violation -> JsonStrings.quote(violation.message()));
        }
        return data("The data is not valid.", ErrorCode.INVALID.text())
                .array("violations", all, Violation::json)
                .end();
    }

    private static JsonWriter data(String message, String code) {
        return JsonWriter.object().text("message", message).text("code", code);
    }

    private static void error(Connection connection, JsonWriter data, @Nullable RawJson id) {
        error(connection, data.end(), id);
    }

    private static void error(Connection connection, String data, @Nullable RawJson id) {
        connection.send(Frames.reply("error", data, id));
    }

    private static void fatal(
            Connection connection, JsonWriter data, @Nullable RawJson id, int closeCode, String reason) {
        connection.send(Frames.reply("fatalError", data.end(), id));
        connection.close(closeCode, reason);
    }
}
