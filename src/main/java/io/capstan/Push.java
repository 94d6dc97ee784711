package io.capstan;

import java.util.Objects;
import java.util.Optional;

/**
 * Sends from the backend to devices: the clients of the push-only route ({@code capstan.push.route}), each of which has an
 * id. Injectable everywhere. The same commands come from outside by HTTP and by a Unix domain socket.
 *
 * <p>All methods may be called from any thread; they return before anything has left, and wait only while the application
 * sends faster than the server can write. They act at once, whatever the transaction. A {@link Request} that is fired as a
 * CDI event, {@code @Inject Event<Push.Request>}, is carried out when the transaction commits and never when it rolls back;
 * where there is none, at once.
 *
 * <p>Data is a text, a {@link Message}, a {@link java.nio.ByteBuffer}, or any other object as JSON made by JSON-B. Devices
 * get it as JSON, a text as a string in quotation marks, and nothing else.
 *
 * <p>Methods throw an {@link IllegalArgumentException} for data that JSON-B cannot encode or that is too large for the
 * channel, and for a name that cannot be one of a channel.
 */
public interface Push {

    /** Sends to all devices that are connected. */
    default Result multicast(Object data) {
        return accept(new Multicast(data));
    }

    /** Publishes to a channel: to all that have joined it, devices or not, each in the format of its dialect. */
    default Result sendToChannel(String channel, Object data) {
        return accept(new SendToChannel(channel, data));
    }

    /** Sends to one device, on each of its connections. */
    default Result sendToDevice(String device, Object data) {
        return accept(new SendToDevice(device, data));
    }

    /** Has a device get what is published to a channel, until it is unsubscribed or its last connection has ended. */
    default Result subscribe(String device, String channel) {
        return accept(new Subscribe(device, channel, false));
    }

    /** Has a device get nothing more of a channel. Does nothing if it is not subscribed, or not known. */
    default Result unsubscribe(String device, String channel) {
        return accept(new Unsubscribe(device, channel));
    }

    /** Carries out a request. */
    Result accept(Request request);

    /** Something that is to be done. */
    sealed interface Request permits Multicast, SendToChannel, SendToDevice, Subscribe, Unsubscribe {}

    /** See {@link Push#multicast}. */
    record Multicast(Object data) implements Request {
        public Multicast {
            Objects.requireNonNull(data, "data");
        }
    }

    /** See {@link Push#sendToChannel}. */
    record SendToChannel(String channel, Object data) implements Request {
        public SendToChannel {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(data, "data");
        }
    }

    /** See {@link Push#sendToDevice}. */
    record SendToDevice(String device, Object data) implements Request {
        public SendToDevice {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(data, "data");
        }
    }

    /**
     * See {@link Push#subscribe}.
     *
     * @param remember whether the subscription holds when the device is not connected, or not any more: until it is
     *     unsubscribed, or has stayed away for {@code capstan.push.remember.time} (24 h). Once remembered, it stays so
     */
    record Subscribe(String device, String channel, boolean remember) implements Request {
        public Subscribe {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(channel, "channel");
        }
    }

    /** See {@link Push#unsubscribe}. */
    record Unsubscribe(String device, String channel) implements Request {
        public Unsubscribe {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(channel, "channel");
        }
    }

    /**
     * What became of a request.
     *
     * @param receivers how many connections it was for, at that moment; what becomes of each of them is not awaited
     * @param failure why it was not carried out; empty if it was
     */
    record Result(int receivers, Optional<Failure> failure) {

        /** It was carried out, for so many connections. */
        public static Result accepted(int receivers) {
            return new Result(receivers, Optional.empty());
        }

        /** It was not carried out. */
        public static Result failed(Failure failure) {
            return new Result(0, Optional.of(failure));
        }

        /** Whether it was carried out, if only for nobody. */
        public boolean isAccepted() {
            return failure.isEmpty();
        }
    }

    /** Why a request was not carried out. */
    enum Failure {
        /** No device of this id is connected. */
        UNKNOWN_DEVICE,
        /** The device has {@code capstan.push.channels-per-device} (1000) already. */
        TOO_MANY_CHANNELS,
        /** Subscriptions of {@code capstan.push.remember.most} (10,000) devices are remembered already. */
        TOO_MANY_REMEMBERED
    }
}
