package io.capstan.action;

import org.jspecify.annotations.Nullable;

/** Does what one action asks for. */
@FunctionalInterface
interface ActionHandler {
    /**
     * Does it, and answers.
     *
     * @return what else has to be complete before the message is done with; {@code null} if nothing
     * @throws ActionException if it cannot be done; the client is told why
     * @throws Exception if it fails
     */
    @Nullable
    Object handle(ActionRequest request) throws Exception;

    /** One that is done with the message when it returns. */
    static ActionHandler doing(Step step) {
        return request -> {
            step.handle(request);
            return null;
        };
    }

    /** See {@link #doing}. */
    @FunctionalInterface
    interface Step {
        /** Does it, and answers. */
        void handle(ActionRequest request) throws ActionException;
    }
}
