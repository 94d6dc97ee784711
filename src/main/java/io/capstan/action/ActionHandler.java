package io.capstan.action;

/** Does what one action asks for. */
@FunctionalInterface
interface ActionHandler {
    /**
     * Does it, and answers.
     *
     * @throws ActionException if it cannot be done; the client is told why
     */
    void handle(ActionRequest request) throws ActionException;
}
