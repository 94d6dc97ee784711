package io.capstan.component;

/**
 * The caller of a connection has none of the roles that a message asks for. Made for {@code onError}, which sees it as a
 * {@link SecurityException}; the component was not called.
 */
final class NotAllowedException extends SecurityException {
    private static final long serialVersionUID = 1L;

    NotAllowedException(String caller) {
        super((caller.isEmpty() ? "An anonymous caller" : "The caller '" + caller + "'")
                + " may not send this message.");
    }
}
