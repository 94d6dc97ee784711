package io.capstan.push;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.push.DeviceOptions.Incoming;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The push-only route, mounted at {@code capstan.push.route} if that is set. A client is told the id of its device,
 * {@code {"action":"setDeviceId","data":{"device_id":"..."}}}, and from then on gets the data that is pushed to it.
 */
@ApplicationScoped
public class DevicePush implements MessageComponent {
    /** The attribute of its connections with the id of the device. */
    static final String DEVICE = "capstan.device";

    @Inject
    Pushes pushes;

    private volatile Incoming incoming = Incoming.IGNORE;

    /** Begins with these options. */
    void begin(DeviceOptions options) {
        incoming = options.incoming();
    }

    @Override
    public void onOpen(Connection connection) {
        Optional<String> id = DeviceIds.of(connection);
        if (id.isEmpty()) {
            connection.close(
                    CloseCode.POLICY_VIOLATION.code(),
                    "device_id has 1 to 64 letters, digits, dots, hyphens and underscores");
            return;
        }
        connection.attributes().put(DEVICE, id.get());
        pushes.connected(id.get(), connection);
    }

    @Override
    public void onMessage(Connection connection, String text) {
        refuse(connection, CloseCode.POLICY_VIOLATION);
    }

    @Override
    public void onMessage(Connection connection, ByteBuffer binary) {
        refuse(connection, CloseCode.UNSUPPORTED_DATA);
    }

    private void refuse(Connection connection, CloseCode code) {
        if (incoming == Incoming.CLOSE) {
            connection.close(code.code(), "Nothing is to be sent here");
        }
    }

    @Override
    public void onClose(Connection connection, CloseInfo close) {
        if (connection.attributes().get(DEVICE) instanceof String id) {
            pushes.disconnected(id, connection);
        }
    }
}
