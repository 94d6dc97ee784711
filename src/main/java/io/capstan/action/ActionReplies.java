package io.capstan.action;

import io.capstan.Connections;
import io.capstan.SendTo.Receivers;
import io.capstan.action.ActionRouteOptions.Data;
import io.capstan.channel.ChannelNames;
import io.capstan.channel.JsonStrings;
import io.capstan.channel.Payload;
import io.capstan.wire.json.JsonEncoder.Document;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a method has returned to those who get it: encoded once, and sent when all is known.
 *
 * @param request what the client asked for
 * @param action the method
 * @param user the user who gets it, if one does
 * @param channel the channel it is published to, if it is
 */
record ActionReplies(ActionRequest request, ActionMethod action, Optional<String> user, Optional<String> channel) {

    /**
     * Finds out who the receivers are.
     *
     * @throws ActionException if what the client has sent does not say that
     */
    static ActionReplies prepare(ActionRequest request, ActionMethod action) throws ActionException {
        ActionReceivers receivers = action.receivers();
        Optional<String> user = Optional.empty();
        Optional<String> channel = Optional.empty();
        if (receivers.user().isPresent()) {
            user = Optional.of(receivers.user().get().name(request));
        }
        if (receivers.channel().isPresent()) {
            channel = Optional.of(receivers.channel().get().name(request)).filter(ChannelNames::isValid);
            if (channel.isEmpty()) {
                throw ActionException.invalid("There can be no channel of this name.", "data");
            }
        }
        return new ActionReplies(request, action, user, channel);
    }

    /**
     * Sends.
     *
     * @param returned what the method returned, or what its stage completed with
     * @throws ActionException if that is more than can be sent to the caller
     */
    void send(@Nullable Object returned, Data form, ActionServices services) throws ActionException {
        Object value = returned instanceof Optional<?> optional ? optional.orElse(null) : returned;
        Optional<Document> document = Optional.ofNullable(value)
                .map(object -> services.hub().encoder().json().write(object, action.views()));
        ActionReceivers receivers = action.receivers();
        boolean toCaller = receivers.includeCaller() && !action.returnsNothing();
        if (toCaller) {
            request.reply(document.map(written -> data(written, written.language(request.connection()), form))
                    .orElse("null"));
        } else if (request.message().id() != null) {
            request.reply(null);
        }
        if (document.isPresent() && receivers.includeOthers()) {
            toOthers(document.get(), form, services);
            channel.ifPresent(name -> services.hub().publish(name, Payload.of(document.get())));
        }
    }

    private static String data(Document document, String language, Data form) {
        String json = document.in(language);
        return form == Data.DOUBLE_ENCODED ? JsonStrings.quote(json) : json;
    }

    private void toOthers(Document document, Data form, ActionServices services) {
        ActionReceivers receivers = action.receivers();
        Connections siblings = services.connections().of(request.connection().component());
        if (receivers.connections().contains(Receivers.ALL)
                || receivers.connections().contains(Receivers.OTHERS)) {
            broadcast(document, form, siblings.except(request.connection()));
        }
        user.ifPresent(name -> broadcast(document, form, userOnly(name, services)));
    }

    /** To each in its language, if that plays a part. */
    private void broadcast(Document document, Data form, Connections to) {
        if (!document.isLocalized()) {
            to.broadcast(Frames.reply(action.name(), data(document, "", form), null));
            return;
        }
        List<String> languages = to.all().map(document::language).distinct().toList();
        for (String language : languages) {
            to.where(connection -> document.language(connection).equals(language))
                    .broadcast(Frames.reply(action.name(), data(document, language, form), null));
        }
    }

    /** Those of the user that do not get it anyway. */
    private Connections userOnly(String name, ActionServices services) {
        Connections all =
                services.users().of(name).connections().of(request.connection().component());
        return action.receivers().includeCaller() ? all.except(request.connection()) : all;
    }
}
