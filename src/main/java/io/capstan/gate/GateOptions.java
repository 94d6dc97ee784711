package io.capstan.gate;

import io.capstan.settings.Settings;

/**
 * What the gate insists on.
 *
 * @param originRequired whether a handshake without {@code Origin} is refused
 * @param strictSubprotocols whether a handshake without a common subprotocol is refused
 * @param plainRequests what becomes of a request on a route that asks for no WebSocket
 */
public record GateOptions(boolean originRequired, boolean strictSubprotocols, PlainRequests plainRequests) {

    /** What becomes of a request on a route that asks for no WebSocket: {@code capstan.plain-requests}. */
    public enum PlainRequests {
        /** It is answered with 426 or 405. */
        REFUSE,
        /** It goes on to whatever servlet or page is there. */
        PASS
    }

    /** The configured options. */
    public static GateOptions of(Settings settings) {
        return new GateOptions(
                settings.flag("capstan.origin.required", false),
                settings.flag("capstan.subprotocols.strict", true),
                settings.choice("capstan.plain-requests", PlainRequests.REFUSE));
    }
}
