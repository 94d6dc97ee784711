package io.capstan.rawsocket;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * What is wanted of TCP: small messages leave at once, and the system itself finds out when the other end has vanished, since
 * not all clients answer pings.
 */
final class TcpOptions {
    /** By name, since WildFly hides the package {@code jdk.net} from applications; in seconds, and how often. */
    private static final Map<String, Integer> LIVENESS =
            Map.of("TCP_KEEPIDLE", 25, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private TcpOptions() {}

    static void set(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : channel.supportedOptions()) {
            Integer value = LIVENESS.get(option.name());
            if (value != null && option.type() == Integer.class) {
                set(channel, option, value);
            }
        }
    }

    @SuppressWarnings("unchecked") // the type was looked at
    private static void set(SocketChannel channel, SocketOption<?> option, Integer value) throws IOException {
        channel.setOption((SocketOption<Integer>) option, value);
    }
}
