package io.capstan.wamp;

import io.capstan.Caller;
import io.capstan.wamp.message.Dict;

/**
 * Who a session is.
 *
 * @param realm the name of its realm
 * @param authid the name
 * @param authrole the role that permissions go by
 * @param authmethod how it has proved that: {@code anonymous}, {@code ticket}, {@code wampcra} and so on
 * @param authprovider who knows it
 * @param extra what the authentication tells the client
 * @param caller as applications see it
 */
public record Identity(
        String realm,
        String authid,
        String authrole,
        String authmethod,
        String authprovider,
        Dict extra,
        Caller caller) {}
