package io.capstan.rawsocket;

import io.capstan.component.Wiring;
import io.capstan.endpoint.Annex;
import io.capstan.endpoint.Entrance;
import io.capstan.gate.AddressList;
import io.capstan.gate.Admission;
import io.capstan.settings.OnePerApplication;
import io.capstan.settings.Settings;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Starts and stops RawSocket, where it is wanted. */
@OnePerApplication
class RawSocketAnnex implements Annex {
    private final Entrance entrance;
    private final AddressList addresses;
    private final Admission admission;
    private @Nullable RawSocketOptions options;
    private @Nullable RawSocketServer server;

    @Inject
    RawSocketAnnex(Entrance entrance, AddressList addresses, Admission admission) {
        this.entrance = entrance;
        this.addresses = addresses;
        this.admission = admission;
    }

    @Override
    public void prepare(Settings settings, Wiring wiring) {
        options = RawSocketOptions.of(settings);
    }

    @Override
    public void start(Site site) {
        RawSocketOptions read = options;
        if (read == null) {
            throw new IllegalStateException("prepare comes first.");
        }
        if (read.isOn()) {
            server = RawSocketServer.start(read, entrance, this::isPermitted, site);
        }
    }

    private boolean isPermitted(SocketAddress peer) {
        return admission.isOpen()
                && (!(peer instanceof InetSocketAddress known) || addresses.permits(known.getAddress()));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
