package io.capstan.docs;

import io.capstan.Push;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;

@ApplicationScoped
public class Shipping {
    @Inject
    Push push;

    @Inject
    Event<Push.Request> requests;

    public boolean arrived(String device, String parcel) {
        Push.Result result = push.sendToDevice(device, Map.of("parcel", parcel, "state", "arrived"));
        return result.isAccepted(); // false: the device is not connected
    }

    public void sent(String customer, String parcel) {
        requests.fire(new Push.SendToChannel("customer." + customer, Map.of("parcel", parcel, "state", "sent")));
    }
}
