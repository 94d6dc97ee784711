package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;

/** Makes the channels that are injected by {@link ChannelName}. */
@OnePerApplication
class InjectedChannels {
    private final Hub hub;

    @Inject
    InjectedChannels(Hub hub) {
        this.hub = hub;
    }

    @Produces
    @ChannelName
    Channel channel(InjectionPoint point) {
        ChannelName annotation = InjectionName.annotation(point)
                .orElseThrow(
                        () -> new IllegalArgumentException("A lookup of a channel needs @ChannelName with a name."));
        return hub.channel(InjectionName.of(point, annotation));
    }
}
