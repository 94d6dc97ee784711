package io.capstan.wamp.broker;

import java.util.Optional;

/**
 * Which channels are the topics of a realm: those whose names begin with its prefix. Nothing that a client of WAMP can name
 * has a {@code #}, so that prefixes which end with one keep realms apart.
 *
 * @param prefix what stands before the URI of a topic; empty for one realm at most, whose topics are the channels without a
 *     {@code #}
 */
public record TopicNames(String prefix) {
    private static final char END_OF_PREFIX = '#';

    /** The realm whose topics are the channels of the same names. */
    public static final TopicNames PLAIN = new TopicNames("");

    /** One whose topics are channels of its own. */
    public static TopicNames of(String realm) {
        return new TopicNames(realm + END_OF_PREFIX);
    }

    /** The channel that a topic is. */
    String channel(String topic) {
        return prefix.isEmpty() ? topic : prefix + topic;
    }

    /** The topic that a channel is, if it is one of this realm. */
    Optional<String> topic(String channel) {
        if (prefix.isEmpty()) {
            return channel.indexOf(END_OF_PREFIX) < 0 ? Optional.of(channel) : Optional.empty();
        }
        return channel.startsWith(prefix) ? Optional.of(channel.substring(prefix.length())) : Optional.empty();
    }
}
