package io.capstan.action;

import io.capstan.Channels;
import io.capstan.Connections;
import io.capstan.Users;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.wire.ConnectionRegistry;

/**
 * What a running application has that actions need.
 *
 * @param hub the channels
 * @param permissions what clients may do with them
 * @param connections all that are open
 * @param users whose they are
 * @param channels the view of the channels that applications have
 * @param texts the messages of violated constraints
 */
record ActionServices(
        Hub hub,
        Permissions permissions,
        Connections connections,
        Users users,
        Channels channels,
        ViolationTexts texts) {
    static ActionServices of(ConnectionRegistry registry, Hub hub, Permissions permissions, ViolationTexts texts) {
        return new ActionServices(hub, permissions, registry.connections(), registry.users(), hub.channels(), texts);
    }
}
