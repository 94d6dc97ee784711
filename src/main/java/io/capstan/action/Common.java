package io.capstan.action;

import java.util.Map;

/** What everybody answers who speaks the dialect. */
final class Common {
    /** By the names of their actions. */
    static final Map<String, ActionHandler> HANDLERS = Map.of(
            "hb", ActionHandler.doing(request -> request.reply(null)),
            "auth", ActionHandler.doing(Common::refuseToken),
            "auth.refresh", ActionHandler.doing(Common::refuseToken));

    private Common() {}

    /** Where tokens are taken in messages, these do not come here. */
    private static void refuseToken(ActionRequest request) throws ActionException {
        throw new ActionException(ErrorCode.NOT_ENABLED, "No tokens are taken in messages here.");
    }
}
