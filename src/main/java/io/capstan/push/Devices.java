package io.capstan.push;

import io.capstan.Push.Failure;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The devices that are connected, or of which something is remembered, with the channels that they are to be in. What
 * follows from a change for their connections is left to the caller, so that nothing is called under the lock.
 *
 * <p>Guarded by itself. A device that is away and of which nothing is remembered is forgotten at once.
 */
@OnePerApplication
class Devices {
    private final LongSupplier clock;

    private final Map<String, Device> all = new HashMap<>();
    /** Since when those that are not connected are away, in nanoseconds; the longest first. */
    private final Map<String, Long> away = new LinkedHashMap<>();

    /** Of how many devices something is remembered. */
    private int remembering;

    private volatile DeviceOptions options = DeviceOptions.DEFAULTS;

    private static final class Device {
        private final List<WireConnection> connections = new ArrayList<>(1);
        /** The channels, and whether they are remembered. */
        private final Map<String, Boolean> channels = new HashMap<>();

        private boolean remembers() {
            return channels.containsValue(true);
        }
    }

    /**
     * What a subscription led to.
     *
     * @param connections those that are to be in the channel
     * @param failure why it was not possible; {@code null} if it was
     */
    record Subscription(
            List<WireConnection> connections, @Nullable Failure failure) {}

    /** For the container. */
    Devices() {
        this(System::nanoTime);
    }

    Devices(LongSupplier clock) {
        this.clock = clock;
    }

    /** Begins with these options. */
    void begin(DeviceOptions configured) {
        options = configured;
    }

    /**
     * A connection of a device was opened; returns the channels that it is to be in.
     *
     * @param greeting what it is told before all else; handed over under the lock, so that whoever has learnt the id from it
     *     finds the device
     */
    synchronized List<String> connected(String id, WireConnection connection, Outgoing greeting) {
        connection.hand(greeting);
        forgetOld();
        away.remove(id);
        Device device = all.computeIfAbsent(id, key -> new Device());
        device.connections.add(connection);
        return List.copyOf(device.channels.keySet());
    }

    /** A connection of a device has ended. */
    synchronized void disconnected(String id, WireConnection connection) {
        Device device = all.get(id);
        if (device != null && device.connections.remove(connection) && device.connections.isEmpty()) {
            device.channels.values().removeIf(remembered -> !remembered);
            leave(id, device);
        }
    }

    /** A device is not connected: it is remembered from now on, or forgotten. */
    private void leave(String id, Device device) {
        away.remove(id);
        if (device.channels.isEmpty()) {
            all.remove(id);
        } else {
            away.put(id, clock.getAsLong());
        }
    }

    /** A device is to be in a channel. */
    synchronized Subscription subscribe(String id, String channel, boolean remember) {
        forgetOld();
        Device device = all.get(id);
        boolean present = device != null && !device.connections.isEmpty();
        if (!present && !remember) {
            return new Subscription(List.of(), Failure.UNKNOWN_DEVICE);
        }
        Device known = device == null ? new Device() : device;
        if (!known.channels.containsKey(channel) && known.channels.size() >= options.channels()) {
            return new Subscription(List.of(), Failure.TOO_MANY_CHANNELS);
        }
        boolean first = remember && !known.remembers();
        if (first && remembering >= options.mostRemembered()) {
            return new Subscription(List.of(), Failure.TOO_MANY_REMEMBERED);
        }
        remembering += first ? 1 : 0;
        known.channels.merge(channel, remember, Boolean::logicalOr);
        all.put(id, known);
        if (!present) {
            leave(id, known);
        }
        return new Subscription(List.copyOf(known.connections), null);
    }

    /** A device is to be in a channel no longer; returns its connections. */
    synchronized List<WireConnection> unsubscribe(String id, String channel) {
        Device device = all.get(id);
        if (device == null) {
            return List.of();
        }
        boolean remembered = device.channels.remove(channel) == Boolean.TRUE;
        remembering -= remembered && !device.remembers() ? 1 : 0;
        if (device.connections.isEmpty() && device.channels.isEmpty()) {
            away.remove(id);
            all.remove(id);
        }
        return List.copyOf(device.connections);
    }

    /** Whether a device is to be in a channel. */
    synchronized boolean wants(String id, String channel) {
        Device device = all.get(id);
        return device != null && device.channels.containsKey(channel);
    }

    /** The connections of a device. */
    synchronized List<WireConnection> connections(String id) {
        Device device = all.get(id);
        return device == null ? List.of() : List.copyOf(device.connections);
    }

    /** Of how many devices there is something here. */
    synchronized int size() {
        forgetOld();
        return all.size();
    }

    private void forgetOld() {
        long oldest = clock.getAsLong() - options.remember().toNanos();
        for (Iterator<Map.Entry<String, Long>> each = away.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Long> entry = each.next();
            if (entry.getValue() - oldest > 0) {
                return;
            }
            each.remove();
            all.remove(entry.getKey());
            remembering--;
        }
    }
}
