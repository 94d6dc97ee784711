package io.capstan.component;

import java.io.InputStream;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;

/** What parameters of annotated handlers may be, for messages about those that may not. */
final class Allowed {
    /** What takes the message. */
    static final String MESSAGES =
            "String, byte[], ByteBuffer, Reader, InputStream, or a type that JSON-B makes of a text";

    /** By the names of classes that other APIs have for what Capstan has too; they need not be there. */
    private static final Map<String, String> COUNTERPARTS = Map.of(
            "jakarta.websocket.Session", "Connection",
            "jakarta.websocket.EndpointConfig", "Handshake",
            "jakarta.websocket.CloseReason", "CloseInfo",
            "jakarta.websocket.PongMessage", "Connection, whose ping() completes with the pong",
            "jakarta.servlet.http.HttpServletRequest", "Handshake",
            "jakarta.servlet.ServletRequest", "Handshake",
            "java.security.Principal", "Caller");

    private Allowed() {}

    /** What is said of a parameter that can have no value. */
    static String insteadOf(Class<?> type, Occasion occasion) {
        return "nothing of this type can be had in " + occasion + "; allowed are "
                + (occasion == Occasion.MESSAGE ? "the message (" + MESSAGES + "), " : "")
                + "Connection, Caller, Handshake, "
                + (occasion == Occasion.OPEN || occasion == Occasion.MESSAGE ? "HttpSession, " : "")
                + "Optional<HttpSession>, "
                + occasion.event().map(event -> event.getSimpleName() + ", ").orElse("")
                + "@PathParam, @QueryParam" + meant(type, occasion) + ".";
    }

    /** What Capstan has instead of a type of another API. */
    static Optional<String> counterpart(Class<?> type) {
        return Optional.ofNullable(COUNTERPARTS.get(type.getName()));
    }

    private static String meant(Class<?> type, Occasion occasion) {
        String counterpart = COUNTERPARTS.get(type.getName());
        if (counterpart != null) {
            return "; probably meant: " + counterpart;
        }
        if (occasion == Occasion.ERROR && Throwable.class.isAssignableFrom(type)) {
            return "; probably meant: Throwable, since an error may be of any type";
        }
        if (occasion == Occasion.MESSAGE && (type == boolean.class || type == Boolean.class)) {
            return "; messages are always complete here, nothing says whether it is the last part";
        }
        if (occasion == Occasion.MESSAGE && Reader.class.isAssignableFrom(type)) {
            return "; probably meant: Reader";
        }
        if (occasion == Occasion.MESSAGE && InputStream.class.isAssignableFrom(type)) {
            return "; probably meant: InputStream";
        }
        return type == String.class || type.isPrimitive() ? "; probably meant: @PathParam or @QueryParam on it" : "";
    }
}
