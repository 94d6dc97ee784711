package io.capstan.wire.tyrus;

/** A remote of Tyrus that keeps something else where its web socket was. */
public abstract class OtherRemoteEndpoint {
    final Object webSocket;

    OtherRemoteEndpoint(Object webSocket) {
        this.webSocket = webSocket;
    }
}
