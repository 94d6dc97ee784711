package io.capstan.endpoint;

import io.capstan.ConnectionLimits;
import io.capstan.ConnectionLimits.Excess;
import io.capstan.settings.Settings;

/**
 * What clients may send.
 *
 * @param largest the largest message, in bytes of payload
 * @param perSecond how many messages a connection may send in a second, 0: any number
 * @param bytesPerSecond how many bytes of payload, 0: any number
 * @param whenExceeded what happens to more in a second
 * @param inFlight how many messages of a component may be handled at once, 0: any number
 */
record MessageOptions(int largest, int perSecond, int bytesPerSecond, Excess whenExceeded, int inFlight) {
    /** The biggest figures that make sense, and with which the arithmetic of a {@link Meter} cannot overflow. */
    private static final int MOST = 1 << 30;

    static final MessageOptions DEFAULTS = new MessageOptions(65536, 0, 0, Excess.THROTTLE, 0);

    /** The configured options, {@code capstan.message.*}; these where nothing is configured. */
    static MessageOptions of(Settings settings, MessageOptions otherwise) {
        return new MessageOptions(
                settings.number("capstan.message.max-bytes", otherwise.largest, 1, MOST),
                settings.number("capstan.message.per-second", otherwise.perSecond, 0, 1_000_000),
                settings.number("capstan.message.bytes-per-second", otherwise.bytesPerSecond, 0, MOST),
                settings.choice("capstan.message.when-exceeded", otherwise.whenExceeded),
                settings.number("capstan.message.in-flight", otherwise.inFlight, 0, 1_000_000));
    }

    /** These options with another size of the largest message. */
    MessageOptions upTo(long bytes) {
        return new MessageOptions((int) Math.min(bytes, MOST), perSecond, bytesPerSecond, whenExceeded, inFlight);
    }

    /** These options where a component says nothing else. */
    MessageOptions with(ConnectionLimits limits) {
        return new MessageOptions(
                limits.messageBytes() == 0 ? largest : limits.messageBytes(),
                limits.messagesPerSecond() == 0 ? perSecond : limits.messagesPerSecond(),
                limits.bytesPerSecond() == 0 ? bytesPerSecond : limits.bytesPerSecond(),
                limits.whenExceeded().length == 0 ? whenExceeded : limits.whenExceeded()[0],
                limits.inFlight() == 0 ? inFlight : limits.inFlight());
    }

    /** What a client is told that sends more in a second. */
    String describeRate() {
        String messages = perSecond + " messages";
        String bytes = bytesPerSecond + " bytes";
        return "More than "
                + (perSecond == 0 ? bytes : bytesPerSecond == 0 ? messages : messages + " or " + bytes)
                + " in a second";
    }

    /** Whether it matters how much comes in a second. */
    boolean hasRate() {
        return perSecond > 0 || bytesPerSecond > 0;
    }

    /** Whether there is more to be looked at than the size of a message. */
    boolean limitsRate() {
        return hasRate() || inFlight > 0;
    }
}
